// The program's entry: hands the arguments to run_command.
#include "app/run_command.h"

int main(int argc, char** argv) {
  return caspian::app::run_command(argc, argv);
}
