// What Swift's module of the C library leaves out.
#ifndef RAPPORTEUR_FILE_SYSTEM_H
#define RAPPORTEUR_FILE_SYSTEM_H

/// Brings all that was written to the file system that an open file lies on to the disk.
///
/// Returns 0, or -1 with `errno`: see syncfs(2).
int rapporteur_sync_file_system(int descriptor);

#endif
