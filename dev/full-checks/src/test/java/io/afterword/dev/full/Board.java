package io.afterword.dev.full;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dashboard of the chart over what a Prometheus knows. It is drawn here and not by Grafana, from
 * the same file: titles, places, expressions, units and names of lines are the file's.
 */
record Board(String title, List<Panel> panels) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Path FOLDER = Chart.FOLDER.resolve("files/dashboards");
  private static final Path CHARTS =
      Tool.CHECKOUT.resolve(
          "scoring-service/target/classes/io/afterword/scoring/dashboard/echarts.common.min.js");
  private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");
  private static final int LINE = 34;

  /** One picture on it. */
  record Panel(String title, String unit, JsonNode place, List<Target> targets) {}

  /** One expression of a picture. */
  record Target(String expression, String legend) {

    /** What only shows trouble may show nothing. */
    boolean mayBeEmpty() {
      return expression.matches(".*> \\d+$");
    }
  }

  static Board read(String name) throws IOException {
    JsonNode board = JSON.readTree(FOLDER.resolve(name + ".json").toFile());
    return new Board(
        board.path("title").asText(),
        Manifests.each(board.path("panels"))
            .map(
                panel ->
                    new Panel(
                        panel.path("title").asText(),
                        panel.at("/fieldConfig/defaults/unit").asText(),
                        panel.path("gridPos"),
                        Manifests.each(panel.path("targets"))
                            .map(
                                target ->
                                    new Target(
                                        // As Grafana does when all namespaces are chosen.
                                        target.path("expr").asText().replace("$namespace", ".*"),
                                        target.path("legendFormat").asText()))
                            .toList()))
            .toList());
  }

  /** Draws it as it was in these seconds. */
  void picture(Prometheus prometheus, long begin, long end, Browser browser, Path file)
      throws IOException {
    List<Map<String, Object>> drawn = new ArrayList<>();
    for (Panel panel : panels) {
      drawn.add(
          Map.of(
              "title", panel.title(),
              "unit", panel.unit(),
              "place", panel.place(),
              "lines", lines(panel, prometheus, begin, end)));
    }
    int height =
        panels.stream()
            .mapToInt(panel -> panel.place().path("y").asInt() + panel.place().path("h").asInt())
            .max()
            .orElse(0);
    try (Page page = browser.newPage()) {
      page.setViewportSize(1200, 70 + height * LINE);
      page.setContent(HTML.replace("TITLE", title).replace("LINE", Integer.toString(LINE)));
      page.addScriptTag(new Page.AddScriptTagOptions().setContent(Files.readString(CHARTS)));
      page.evaluate(DRAW, json(drawn));
      Files.createDirectories(file.getParent());
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
  }

  private static List<Map<String, Object>> lines(
      Panel panel, Prometheus prometheus, long begin, long end) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (Target target : panel.targets()) {
      for (JsonNode series : prometheus.query(target.expression(), begin, end)) {
        Matcher label = LABEL.matcher(target.legend());
        lines.add(
            Map.of(
                "name",
                label.replaceAll(
                    each ->
                        Matcher.quoteReplacement(series.at("/metric/" + each.group(1)).asText())),
                "values",
                series.path("values")));
      }
    }
    return lines;
  }

  private static String json(Object value) throws JsonProcessingException {
    return JSON.writeValueAsString(value);
  }

  private static final String HTML =
      """
      <!doctype html><html><head><style>
      body { margin: 0; background: #f4f5f5; font: 13px "DejaVu Sans", sans-serif; color: #222 }
      h1 { font-size: 17px; margin: 12px 10px 2px } h1 + p { margin: 0 10px; color: #555 }
      .panel { position: absolute; background: white; border: 1px solid #ddd; box-sizing: border-box }
      h2 { font-size: 13px; margin: 6px 10px 0 } .chart { position: absolute; inset: 24px 4px 2px 4px }
      </style></head><body><h1>TITLE</h1>
      <p>Drawn from the dashboard's file and the answers of a Prometheus; not by Grafana.</p>
      </body></html>
      """;

  private static final String DRAW =
      """
      text => {
        for (const panel of JSON.parse(text)) {
          const place = panel.place, box = document.createElement('div');
          box.className = 'panel';
          box.style.left = 10 + place.x * 49 + 'px';
          box.style.top = 62 + place.y * 34 + 'px';
          box.style.width = place.w * 49 - 8 + 'px';
          box.style.height = place.h * 34 - 8 + 'px';
          box.innerHTML = '<h2></h2><div class=chart></div>';
          box.firstChild.textContent = panel.title;
          document.body.append(box);
          const unit = {s: ' s', ops: '/s'}[panel.unit] ?? '';
          echarts.init(box.lastChild, null, {renderer: 'canvas'}).setOption({
            animation: false,
            grid: {left: 62, right: 12, top: 12, bottom: 44},
            legend: {bottom: 0, type: 'scroll', textStyle: {fontSize: 11}, itemHeight: 8},
            xAxis: {type: 'time', axisLabel: {fontSize: 10}},
            yAxis: {type: 'value', min: 0, axisLabel: {fontSize: 10, formatter: v => +v.toPrecision(3) + unit}},
            graphic: panel.lines.length ? [] : [{type: 'text', left: 'center', top: 'middle',
              style: {text: 'No data', fill: '#888', fontSize: 14}}],
            series: panel.lines.map(line => ({name: line.name, type: 'line', showSymbol: false,
              lineStyle: {width: 1.5},
              data: line.values.map(([at, value]) => [at * 1000, isFinite(value) ? +value : null])}))
          });
        }
      }
      """;
}
