// Data files that are part of the program, so that the installed binary needs no other file.
#ifndef RAPPORTEUR_EMBEDDED_H
#define RAPPORTEUR_EMBEDDED_H

#include <stddef.h>

/// A file: its first byte and its length. The bytes live as long as the program.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} rapporteur_file;

/// The conventions that sources are read by.
rapporteur_file rapporteur_conventions_yaml(void);

/// The schema that `validate` uses when no other is named.
rapporteur_file rapporteur_schema_rng(void);

/// How the page that explains a reading looks.
rapporteur_file rapporteur_explanation_css(void);

#endif
