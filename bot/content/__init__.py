"""Knowledge: questions, answers, dated facts and contacts, as an immutable snapshot. Pure: no database, no clock."""
