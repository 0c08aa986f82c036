// For sanitizer builds only. Drivers and layers are closed before leaks are counted, which leaves
// the counter without their names; so nothing is closed, and the one library with a leak of its own
// is named.

// The names are fixed by the C library and by LeakSanitizer.
extern "C" int dlclose(void*);
extern "C" int dlclose(void*) {
  return 0;
}

extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libVkLayer_khronos_validation.so\n"
         "leak:libvulkan_lvp.so\n"
         "leak:libLLVM-15.so\n"
         "leak:libglfw.so\n"
         "leak:libX11.so\n"
         "leak:libfontconfig.so\n";
}
