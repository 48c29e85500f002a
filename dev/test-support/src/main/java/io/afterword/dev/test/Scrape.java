package io.afterword.dev.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Prometheus would read at an address. */
public final class Scrape {
  private static final Pattern SAMPLE =
      Pattern.compile("^(\\w+)(?:\\{(.*)})? (\\S+)$", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** One for all, as Prometheus has it, and without an attempt at HTTP/2 in every request. */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private final String text;

  private Scrape(String text) {
    this.text = text;
  }

  /** Reads it once. */
  public static Scrape of(URI address) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Accept", "text/plain;version=0.0.4")
            .timeout(PATIENCE)
            .build();
    try {
      HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(address + " answers " + answer.statusCode());
      }
      return new Scrape(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(address + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while reading " + address, e);
    }
  }

  public String text() {
    return text;
  }

  /** What Prometheus makes of a histogram, and Micrometer adds. */
  private static final Pattern OF_A_HISTOGRAM = Pattern.compile("_seconds_(bucket|count|sum|max)$");

  /** Afterword's own metrics: each name with the labels that it is shown with. */
  public Map<String, Set<String>> own() {
    Map<String, Set<String>> own = new TreeMap<>();
    for (Matcher sample = SAMPLE.matcher(text); sample.find(); ) {
      if (sample.group(1).startsWith("afterword_")) {
        Set<String> labels = new TreeSet<>(labels(sample.group(2)).keySet());
        labels.remove("le");
        own.computeIfAbsent(named(sample.group(1)), name -> new TreeSet<>()).addAll(labels);
      }
    }
    return own;
  }

  private static String named(String sample) {
    return OF_A_HISTOGRAM.matcher(sample).replaceFirst("_seconds");
  }

  /** The sum over all that is shown under this name with these labels, among others or none. */
  public double sum(String name, Map<String, String> labels) {
    double sum = 0;
    for (Matcher sample = SAMPLE.matcher(text); sample.find(); ) {
      if (sample.group(1).equals(name)
          && labels(sample.group(2)).entrySet().containsAll(labels.entrySet())) {
        sum += Double.parseDouble(sample.group(3));
      }
    }
    return sum;
  }

  private static Map<String, String> labels(@Nullable String written) {
    Map<String, String> labels = new TreeMap<>();
    if (written != null) {
      for (Matcher label = LABEL.matcher(written); label.find(); ) {
        labels.put(label.group(1), label.group(2));
      }
    }
    return labels;
  }
}
