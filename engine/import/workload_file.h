// The files of the unit benchmark: CSPWORK1 (paths and units) and CSPTERR1 (a terrain grid), both
// little-endian. Nothing in them is trusted: the first thing wrong is told in a sentence.
//
// CSPWORK1: char[8]; u32 paths P, points M, units N, seed; f64 first and last instant, s; f32 west,
// south, east, north; 8 bytes 0; u32 x (P + 1) first point of each path, the last being M;
// f32 x 4 x M longitude, latitude (degrees), height, distance (m); 16 bytes x N: u32 path, f32
// departure (s), f32 speed (m/s), u8 x 4 colour.
// CSPTERR1: char[8]; u32 width, height; f32 west, south, east, north; 0 up to byte 64; f32 x width
// x height metres, from the north-western corner.
#pragma once
#include <filesystem>

#include "core/result.h"
#include "dataset/workload.h"

namespace caspian::import {

Result<dataset::Workload> read_workload(const std::filesystem::path& path);
Result<dataset::WorkloadTerrain> read_workload_terrain(const std::filesystem::path& path);

}  // namespace caspian::import
