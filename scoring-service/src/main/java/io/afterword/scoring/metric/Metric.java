package io.afterword.scoring.metric;

import io.afterword.scoring.statistics.Confidence;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a scored question measures, and so how its histogram becomes a score. */
public enum Metric {
  CSAT {
    @Override
    public Score score(Histogram histogram, Scale scale, Confidence confidence) {
      return new Csat(histogram, scale).score(confidence);
    }

    @Override
    public Map<String, Long> numerators(Histogram histogram, Scale scale) {
      Csat csat = new Csat(histogram, scale);
      Map<String, Long> counts = new LinkedHashMap<>();
      counts.put("satisfied", csat.satisfied());
      counts.put("neutral", csat.neutral());
      counts.put("dissatisfied", csat.dissatisfied());
      return counts;
    }
  },
  NPS {
    @Override
    public Score score(Histogram histogram, Scale scale, Confidence confidence) {
      return new Nps(histogram).score(confidence);
    }

    @Override
    public Map<String, Long> numerators(Histogram histogram, Scale scale) {
      Nps nps = new Nps(histogram);
      Map<String, Long> counts = new LinkedHashMap<>();
      counts.put("promoters", nps.promoters());
      counts.put("passives", nps.passives());
      counts.put("detractors", nps.detractors());
      return counts;
    }

    @Override
    public boolean isStandardOn(Scale scale) {
      return Nps.isStandard(scale);
    }
  },
  CES {
    @Override
    public Score score(Histogram histogram, Scale scale, Confidence confidence) {
      return new Ces(histogram, scale).score(confidence);
    }

    @Override
    public Map<String, Long> numerators(Histogram histogram, Scale scale) {
      return Ces.isShareOfEasy(scale)
          ? Map.of("easy", new Ces(histogram, scale).easy())
          : Map.of("sumOfRatings", histogram.sum());
    }
  };

  public abstract Score score(Histogram histogram, Scale scale, Confidence confidence);

  /** The whole numbers that the score is made of, by their names in the API. */
  public abstract Map<String, Long> numerators(Histogram histogram, Scale scale);

  /** Whether this is the scale that the metric's published figures are made with. */
  public boolean isStandardOn(Scale scale) {
    return true;
  }
}
