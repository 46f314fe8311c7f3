#include "compiler/driver/command_line.h"

#include <cstdio>
#include <exception>

/// The door: what libraries throw (memory that ran out, most of all) ends here.
int main(int argc, char** argv) {
  try {
    return tiao::driver::commandLine(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "tiao: %s\n", error.what());
    return 3;
  }
}
