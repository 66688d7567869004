#include "CEmbedded.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char conventions[] = {
#embed "conventions.yaml"
};

static const unsigned char schema[] = {
#embed "../../Schemas/rapporteur.rng"
};

static const unsigned char explanation_style[] = {
#embed "explanation.css"
};

rapporteur_file rapporteur_conventions_yaml(void) {
  return (rapporteur_file){conventions, sizeof conventions};
}

rapporteur_file rapporteur_schema_rng(void) {
  return (rapporteur_file){schema, sizeof schema};
}

rapporteur_file rapporteur_explanation_css(void) {
  return (rapporteur_file){explanation_style, sizeof explanation_style};
}
