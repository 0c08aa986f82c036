// The account of units (UnitCount): how many have which fate, and one bit for every id met. A bit
// that is met twice is counted as a repetition.
#ifndef CASPIAN_UNIT_COUNT_GLSL
#define CASPIAN_UNIT_COUNT_GLSL

layout(set = 3, binding = 0, std430) buffer Account {
  uint with_fate[3];  // drawn, culled, hidden
  uint repeated;
  uint met[];  // one bit per id
} account;

void count_unit(uint id, uint fate) {
  atomicAdd(account.with_fate[fate], 1u);
  uint bit = 1u << (id % 32u);
  if ((atomicOr(account.met[id / 32u], bit) & bit) != 0u) atomicAdd(account.repeated, 1u);
}
#endif
