// What XMLCore uses of libxml2.
#include <libxml/xmlversion.h>
// Debian's libxml2 brings the system's ICU in, whose types Foundation declares otherwise; of ICU only
// pointers at the end of a structure that we never make would be declared.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/valid.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>
