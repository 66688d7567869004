#define _GNU_SOURCE
#include "CFileSystem.h"

#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

int rapporteur_sync_file_system(int descriptor) { return syncfs(descriptor); }

void rapporteur_merge_free_memory_at_once(void) {
#ifdef __GLIBC__
  mallopt(M_MXFAST, 0);
#endif
}
