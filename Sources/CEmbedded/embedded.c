#include "CEmbedded.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// The conventions that TranscriptFormats reads sources by.
const unsigned char rapporteur_conventions_yaml[] = {
#embed "conventions.yaml"
};
const size_t rapporteur_conventions_yaml_count = sizeof rapporteur_conventions_yaml;

// The schema that `validate` uses when no other is named.
const unsigned char rapporteur_schema_rng[] = {
#embed "../../Schemas/rapporteur.rng"
};
const size_t rapporteur_schema_rng_count = sizeof rapporteur_schema_rng;
