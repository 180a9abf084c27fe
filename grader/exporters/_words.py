"""How Moodle calls the columns of its grading worksheet, and people whose names it hides.

The words are facts of Moodle's own language packs: `recordid`, `hiddenuser`, `maxgrade` and
`lastmodifiedsubmission` of assign.php, `pluginname` of assignfeedback_comments.php.  Those of it
and nl, and the comment columns of de, es and fr, are as kept in projectestac/odissea,
html/langpacks/LANGUAGE/; the others of de, es, fr and pt_br are from copies of the packs.  Czech
and Polish have the times of sister plugins, the rest of them by hand.  Each is written as
`plain_title` gives it.
"""

__all__ = ["COMMENT", "EMAIL", "GRADE", "IDENTIFIER", "MAXIMUM", "NAME", "PARTICIPANT", "SUBMITTED"]

IDENTIFIER = ("identifier", "identifiant", "identificador", "identificativo", "identificatie",
              "identifikátor", "identyfikator")  # fmt: skip
#: German calls it ID, which elsewhere may be anything.
GERMAN_IDENTIFIER = "id"
PARTICIPANT = ("participant", "participante", "teilnehmer/in", "deelnemer", "partecipante",
               "účastník", "uczestnik")  # fmt: skip
NAME = ("full name", "fullname", "vollständiger name", "nom complet", "nombre completo",
        "nome completo", "volledige naam", "celé jméno", "imię i nazwisko")  # fmt: skip
EMAIL = ("email address", "e-mail-adresse", "adresse de courriel", "dirección de correo",
         "dirección email", "indirizzo email", "endereço de email", "e-mailadres",
         "e-mailová adresa", "adres e-mail")  # fmt: skip
GRADE = ("grade", "bewertung", "note", "calificación", "valutazione", "nota", "cijfer",
         "beoordeling", "známka", "hodnocení", "ocena")  # fmt: skip
MAXIMUM = ("maximum grade", "bestwertung", "note maximale", "calificación máxima",
           "valutazione massima", "nota máxima", "maximaal cijfer")  # fmt: skip
SUBMITTED = ("last modified (submission)", "zuletzt geändert (abgabe)",
             "dernière modification (travail remis)", "última modificación (entrega)",
             "ultima modifica (consegna)", "última modificação (envio)",
             "laatst gewijzigd (inzending)", "poslední změna (odevzdání)",
             "ostatnia modyfikacja (zadanie)")  # fmt: skip
COMMENT = ("feedback comments", "feedback als kommentar", "feedback par commentaires",
           "comentarios de retroalimentación", "commenti", "feedback tekstvak",
           "komentáře")  # fmt: skip
