#include <doctest/doctest.h>
#include <sys/resource.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include "core/files.h"
#include "import/terrain_asset.h"
#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "gpu/frame_ring.h"
#include "render/frame_uniforms.h"
#include "render/offscreen.h"
#include "render/sky_pass.h"
#include "render/terrain_pass.h"
#include "scene/drawn_ground.h"
#include "tests/support/test_device.h"
using namespace caspian;
static double cpu(){ rusage u; getrusage(RUSAGE_SELF,&u); return (u.ru_utime.tv_sec+u.ru_stime.tv_sec)*1e3+(u.ru_utime.tv_usec+u.ru_stime.tv_usec)*1e-3;}
static double wall(){return std::chrono::duration<double,std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();}
TEST_CASE("zz bench"){
  gpu::DeviceOptions o; o.validation=false; o.prefer_software=true;
  auto dev=gpu::Device::create(o); auto& device=**dev;
  auto heights=import::load_terrain(*find_assets());
  double t0=wall(),c0=cpu();
  auto layout=render::make_frame_layout(device);
  render::TerrainPass terrain({.device=device,.frame_layout=layout.handle()},*heights);
  render::SkyPass sky({.device=device,.frame_layout=layout.handle()});
  std::printf("make passes %.0f wall %.0f cpu\n",wall()-t0,cpu()-c0);
  gpu::FrameRing ring(device);
  std::vector<scene::Camera> cams{{50.5,41.5,1.9e6,0,0},{50.3,40.6,1.25e6,38,62}};
  for (auto size : {PixelSize{1280,720}})
  for (auto& cam: cams){
    scene::FrameInputs in; in.camera=cam; in.size=size; 
    render::Offscreen off(device,in.size,1);
    double w=0,c=0; double parts[4]={};
    double minw=1e9; double minc[4]={1e9,1e9,1e9,1e9};
    for(int k=0;k<12;++k){
      if(k==2){w=wall();c=cpu();}
      double wk=wall();
      const auto camera=scene::frame_on_ground(in.camera,in.size,*heights,in.settings.exaggeration);
      const auto& theme=scene::theme_of(in.settings.theme);
      auto frame=ring.begin();
      const auto block=render::make_frame_uniforms(in,camera,theme,1);
      auto binding=gpu::bind_slice(0,VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER,frame.arena.store(std::span(&block,1)));
      render::PassFrame pass{.commands=frame.commands,.frame_set=frame.arena.bind(layout.handle(),{&binding,1}),.inputs=in,.camera=camera,.theme=theme,.arena=frame.arena};
      { gpu::PassScope s(&frame.timer,frame.commands,"tiles"); terrain.prepare(pass);}
      auto target=off.target();
      gpu::change_image(frame.commands,target.colour,gpu::k_discarded,gpu::k_colour_attachment);
      gpu::change_image(frame.commands,target.depth,gpu::k_discarded,gpu::k_depth_attachment,VK_IMAGE_ASPECT_DEPTH_BIT);
      gpu::begin_drawing(frame.commands,{.colour=target.colour_view,.depth=target.depth_view,.extent=target.extent,.clear_colour={{0,0,0,1}},.clear_depth=true});
      { gpu::PassScope s(&frame.timer,frame.commands,"g"); terrain.draw_ground(pass);}
      { gpu::PassScope s(&frame.timer,frame.commands,"s"); sky.draw(pass);}
      { gpu::PassScope s(&frame.timer,frame.commands,"w"); terrain.draw_water(pass);}
      gpu::end_drawing(frame.commands);
      ring.end(frame); ring.finish();
      minw=std::min(minw,wall()-wk);
      int i=0; for(auto& t: ring.last_times()) if(i<4){ minc[i]=std::min(minc[i],t.ms); ++i;}
    }
    size_t tris=0; for(auto&t:terrain.store().tiles()) tris+=terrain.store().part(t.density).count/3;
    std::printf("%ux%u %s: cpu %.1f wall %.1f best %.1f  tiles %zu tris %zu  best passes %.1f %.1f %.1f %.1f\n",size.width,size.height,scene::camera_text(cam).c_str(),(cpu()-c)/10,(wall()-w)/10,minw,terrain.store().tiles().size(),tris,minc[0],minc[1],minc[2],minc[3]);
  }
}
