"""The product against doubles of Telegram's and Meta's servers, with telephones on a page: `make demo-channels`."""
