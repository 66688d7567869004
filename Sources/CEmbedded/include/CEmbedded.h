// Data files that are part of the program, so that the installed binary needs no other file.
#ifndef RAPPORTEUR_EMBEDDED_H
#define RAPPORTEUR_EMBEDDED_H

#include <stddef.h>

extern const unsigned char rapporteur_conventions_yaml[];
extern const size_t rapporteur_conventions_yaml_count;

extern const unsigned char rapporteur_schema_rng[];
extern const size_t rapporteur_schema_rng_count;

#endif
