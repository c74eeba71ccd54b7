/*
 * A disk that fails, for the process that is started with this library in LD_PRELOAD. It stands between SQLite and the
 * databases in the folder DISK_PATH.
 *
 * DISK_FAULT, read at every operation, is "<kind> <n>": the n-th operation of that kind from now on fails.
 *   eio-read, eio-write, eio-sync, eio-truncate   once, with EIO
 *   short-read, short-write                       once, half of the bytes and no error
 *   torn-write                                    once, half of the bytes, then EIO
 *   full                                          every write from the n-th on, with ENOSPC, until DISK_FAULT changes
 *
 * DISK_CUTS is a folder for images of what would be on the disk if the power were cut just then: before one operation in
 * DISK_CUT_EVERY, an image is written to <folder>/<number>-<size of DISK_ACKS>. What was flushed is in it. Of what was
 * not, an image has nothing, everything, some of the writes, or some of their sectors. With DISK_LIES=1 no flush counts,
 * as on a disk that confirms what it only keeps in its memory. DISK_SEED makes the choices repeatable.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTOR 512
#define MOST_FILES 64
#define MOST_HANDLES 4096

struct change {
  off_t at;
  size_t size; /* 0: the file is cut to `at` bytes */
  unsigned char *bytes;
  struct change *next;
};
struct file {
  char path[PATH_MAX];
  unsigned char *flushed;
  size_t size;
  struct change *first, *last;
};

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static struct file *files[MOST_FILES];
static struct file *handles[MOST_HANDLES]; /* by descriptor; only files of which images are made */
static char watched[MOST_HANDLES];
static uint64_t state = 88172645463325252ULL;
static int images = 0;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }
/* Declares `it`: what the C library does by that name. */
#define REAL(type, name, takes) \
  static type(*it) takes; \
  if (!it) it = real(name)

static uint64_t chance(uint64_t of) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return state % of;
}

static int ends_with(const char *text, const char *end) {
  size_t a = strlen(text), b = strlen(end);
  return a >= b && strcmp(text + a - b, end) == 0;
}

/* ---- errors ---- */

/** True when the operation is the one that is to fail. `full` goes on failing. */
static int fails(const char *kind) {
  static char last[64];
  static long left;
  const char *now = getenv("DISK_FAULT");
  if (!now) now = "";
  if (strcmp(now, last) != 0) {
    strncpy(last, now, sizeof last - 1);
    const char *number = strchr(now, ' ');
    left = number ? atol(number) : 0;
  }
  size_t length = strlen(kind);
  if (strncmp(now, kind, length) != 0 || now[length] != ' ') return 0;
  left -= 1;
  return left == 0 || (left < 0 && strcmp(kind, "full") == 0);
}

/* ---- images ---- */

static struct file *file_of(const char *path) {
  for (int each = 0; each < MOST_FILES; each += 1)
    if (files[each] && strcmp(files[each]->path, path) == 0) return files[each];
  for (int each = 0; each < MOST_FILES; each += 1)
    if (!files[each]) {
      struct file *made = calloc(1, sizeof *made);
      strncpy(made->path, path, PATH_MAX - 1);
      return files[each] = made;
    }
  abort();
}

static void write_at(unsigned char **bytes, size_t *size, const struct change *change, const unsigned char *sectors) {
  if (change->size == 0) {
    *bytes = realloc(*bytes, change->at + 1);
    if ((size_t)change->at > *size) memset(*bytes + *size, 0, change->at - *size);
    *size = change->at;
    return;
  }
  size_t end = change->at + change->size;
  if (end > *size) {
    *bytes = realloc(*bytes, end + 1);
    memset(*bytes + *size, 0, end - *size);
    *size = end;
  }
  for (size_t from = 0; from < change->size; from += SECTOR) {
    size_t many = change->size - from < SECTOR ? change->size - from : SECTOR;
    if (!sectors || sectors[from / SECTOR]) memcpy(*bytes + change->at + from, change->bytes + from, many);
  }
}

static void forget(struct file *file) {
  for (struct change *each = file->first; each;) {
    struct change *next = each->next;
    free(each->bytes);
    free(each);
    each = next;
  }
  file->first = file->last = NULL;
}

static void remember(struct file *file, off_t at, const void *bytes, size_t size) {
  struct change *made = calloc(1, sizeof *made);
  made->at = at;
  made->size = size;
  if (size > 0) {
    made->bytes = malloc(size);
    memcpy(made->bytes, bytes, size);
  }
  if (file->last) file->last->next = made;
  else file->first = made;
  file->last = made;
}

static void flush(struct file *file) {
  if (getenv("DISK_LIES")) return;
  for (struct change *each = file->first; each; each = each->next) write_at(&file->flushed, &file->size, each, NULL);
  forget(file);
}

/** What a cut leaves of a file: everything flushed, and of the rest as `how` says. */
static void write_image(const struct file *file, const char *folder, int how) {
  size_t size = file->size;
  unsigned char *bytes = malloc(size + 1);
  memcpy(bytes, file->flushed, size);
  for (struct change *each = file->first; each && how > 0; each = each->next) {
    if (how == 2 && chance(2)) continue;
    unsigned char *sectors = NULL;
    if (how == 3) {
      sectors = malloc(each->size / SECTOR + 1);
      for (size_t at = 0; at <= each->size / SECTOR; at += 1) sectors[at] = chance(2);
    }
    write_at(&bytes, &size, each, sectors);
    free(sectors);
  }
  char path[PATH_MAX * 2];
  snprintf(path, sizeof path, "%s/%s", folder, strrchr(file->path, '/') + 1);
  FILE *out = fopen(path, "w");
  if (!out || fwrite(bytes, 1, size, out) != size || fclose(out) != 0) abort();
  free(bytes);
}

static void perhaps_cut(void) {
  const char *folder = getenv("DISK_CUTS"), *every = getenv("DISK_CUT_EVERY");
  if (!folder || !every || chance(atol(every)) != 0) return;
  struct stat acks = {0};
  if (getenv("DISK_ACKS")) stat(getenv("DISK_ACKS"), &acks);
  char path[PATH_MAX];
  snprintf(path, sizeof path, "%s/%d-%lld", folder, images += 1, (long long)acks.st_size);
  if (mkdir(path, 0700) != 0) abort();
  int how = chance(4);
  for (int each = 0; each < MOST_FILES; each += 1)
    if (files[each]) write_image(files[each], path, how);
}

/* ---- what SQLite calls ---- */

__attribute__((constructor)) static void begin(void) {
  if (getenv("DISK_SEED"))
    for (uint64_t seed = state ^ (strtoull(getenv("DISK_SEED"), NULL, 10) * 0x9E3779B97F4A7C15ULL), turn = 0; turn < 8; turn += 1)
      state = seed ? seed : 1, seed = chance(UINT64_MAX);
}

static void opened(const char *path, int handle) {
  const char *prefix = getenv("DISK_PATH");
  if (handle < 0 || handle >= MOST_HANDLES || !prefix || strncmp(path, prefix, strlen(prefix)) != 0 || !strstr(path, ".sqlite"))
    return;
  pthread_mutex_lock(&lock);
  watched[handle] = 1;
  if (getenv("DISK_CUTS") && !ends_with(path, "-shm")) {
    struct file *file = handles[handle] = file_of(path);
    if (!file->flushed) { /* what is there when it is first seen is on the disk */
      struct stat seen = {0};
      fstat(handle, &seen);
      file->flushed = malloc(seen.st_size + 1);
      file->size = seen.st_size;
      FILE *in = fopen(path, "r");
      if (!in || fread(file->flushed, 1, file->size, in) != file->size) abort();
      fclose(in);
    }
  }
  pthread_mutex_unlock(&lock);
}

static int opens(const char *name, const char *path, int flags, mode_t mode) {
  int (*it)(const char *, int, ...) = real(name);
  int handle = it(path, flags, mode);
  if ((flags & O_ACCMODE) == O_RDWR) opened(path, handle); /* as SQLite opens; a copy is made with O_WRONLY */
  return handle;
}
#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    return opens(#name, path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

static int is_watched(int handle) { return handle >= 0 && handle < MOST_HANDLES && watched[handle]; }

int close(int handle) {
  REAL(int, "close", (int));
  if (is_watched(handle)) {
    pthread_mutex_lock(&lock);
    watched[handle] = 0;
    handles[handle] = NULL;
    pthread_mutex_unlock(&lock);
  }
  return it(handle);
}

int unlink(const char *path) {
  REAL(int, "unlink", (const char *));
  pthread_mutex_lock(&lock);
  for (int each = 0; each < MOST_FILES; each += 1)
    if (files[each] && strcmp(files[each]->path, path) == 0) {
      forget(files[each]);
      free(files[each]->flushed);
      free(files[each]);
      files[each] = NULL;
    }
  pthread_mutex_unlock(&lock);
  return it(path);
}

static int refuse(int error) {
  errno = error;
  return -1;
}

ssize_t pread64(int handle, void *bytes, size_t size, off64_t at) {
  REAL(ssize_t, "pread64", (int, void *, size_t, off64_t));
  if (!is_watched(handle)) return it(handle, bytes, size, at);
  if (fails("eio-read")) return refuse(EIO);
  if (size > 1 && fails("short-read")) size /= 2;
  return it(handle, bytes, size, at);
}

ssize_t pwrite64(int handle, const void *bytes, size_t size, off64_t at) {
  REAL(ssize_t, "pwrite64", (int, const void *, size_t, off64_t));
  static int torn = 0;
  if (!is_watched(handle)) return it(handle, bytes, size, at);
  pthread_mutex_lock(&lock);
  perhaps_cut();
  ssize_t done;
  if (torn || fails("eio-write")) {
    torn = 0;
    done = refuse(EIO);
  } else if (fails("full"))
    done = refuse(ENOSPC);
  else {
    if (size > 1 && fails("short-write")) size /= 2;
    if (size > 1 && fails("torn-write")) {
      size /= 2;
      torn = 1;
    }
    done = it(handle, bytes, size, at);
    if (done > 0 && handles[handle]) remember(handles[handle], at, bytes, done);
  }
  pthread_mutex_unlock(&lock);
  return done;
}

int ftruncate64(int handle, off64_t size) {
  REAL(int, "ftruncate64", (int, off64_t));
  if (!is_watched(handle)) return it(handle, size);
  pthread_mutex_lock(&lock);
  perhaps_cut();
  int done = fails("eio-truncate") ? refuse(EIO) : it(handle, size);
  if (done == 0 && handles[handle]) remember(handles[handle], size, NULL, 0);
  pthread_mutex_unlock(&lock);
  return done;
}

static int syncs(const char *name, int handle) {
  int (*it)(int) = real(name);
  if (!is_watched(handle)) return it(handle);
  pthread_mutex_lock(&lock);
  perhaps_cut();
  int done = fails("eio-sync") ? refuse(EIO) : 0; /* nothing here needs the disk itself */
  if (done == 0 && handles[handle]) flush(handles[handle]);
  pthread_mutex_unlock(&lock);
  return done;
}
int fsync(int handle) { return syncs("fsync", handle); }
int fdatasync(int handle) { return syncs("fdatasync", handle); }
