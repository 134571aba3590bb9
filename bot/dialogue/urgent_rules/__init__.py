"""Words and patterns of the six urgent questions, one module a language, against folded text (`bot.text`)."""
