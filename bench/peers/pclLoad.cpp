// How long PCL takes to load a PCD file: milliseconds as PCLPointCloud2 (its fields as they are), then as PointXYZI.
#include <chrono>
#include <cstdio>
#include <pcl/PCLPointCloud2.h>
#include <pcl/io/pcd_io.h>
#include <pcl/point_types.h>

template <typename Cloud> double load(const char *path) {
  const auto started = std::chrono::steady_clock::now();
  Cloud cloud;
  if (pcl::io::loadPCDFile(path, cloud) != 0) return -1;
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
}

int main(int, char **arguments) {
  pcl::console::setVerbosityLevel(pcl::console::L_ALWAYS);
  const double raw = load<pcl::PCLPointCloud2>(arguments[1]);
  const double points = load<pcl::PointCloud<pcl::PointXYZI>>(arguments[1]);
  std::printf("%f %f\n", raw, points);
}
