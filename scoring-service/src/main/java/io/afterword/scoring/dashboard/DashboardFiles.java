package io.afterword.scoring.dashboard;

import io.afterword.platform.page.PageFile;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The files that the page needs beside the shell's. */
class DashboardFiles {

  @Produces
  @Singleton
  PageFile script() {
    return PageFile.beside(DashboardFiles.class, "dashboard.js");
  }

  @Produces
  @Singleton
  PageFile stylesheet() {
    return PageFile.beside(DashboardFiles.class, "dashboard.css");
  }

  /** Apache ECharts, taken out of its jar by the build. */
  @Produces
  @Singleton
  PageFile charts() {
    return PageFile.beside(DashboardFiles.class, "echarts.common.min.js");
  }
}
