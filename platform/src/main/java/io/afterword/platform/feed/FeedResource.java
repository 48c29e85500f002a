package io.afterword.platform.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.afterword.platform.http.WithoutCsrf;
import io.afterword.platform.problem.CommonProblem;
import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/**
 * Takes batches from siblings. Open to the network inside and to nobody outside; the signature is
 * the credential. 204: everything is applied or parked, and committed. 503: repeat it.
 */
@Path("/feed")
@WithoutCsrf("the batch is signed")
class FeedResource {
  private static final Logger LOG = Logger.getLogger(FeedResource.class);

  private final Intake intake;
  private final TakenEvents taken;
  private final Map<String, Signature> senders = new LinkedHashMap<>();

  FeedResource(Intake intake, TakenEvents taken, FeedConfig config) {
    this.intake = intake;
    this.taken = taken;
    config
        .sources()
        .forEach((name, sender) -> senders.put("/" + name, new Signature(sender.secret())));
  }

  @POST
  @PermitAll
  @Consumes(CloudEvents.MEDIA_TYPE)
  @Operation(hidden = true)
  public Uni<Void> receive(byte[] bytes, @Context HttpHeaders headers) {
    String body = new String(bytes, StandardCharsets.UTF_8);
    String source = sender(body, headers);
    List<Arrival> arrivals = arrivals(source, body);
    return intake
        .apply(arrivals)
        .invoke(() -> taken.committed(arrivals))
        .onFailure()
        .transform(
            failure -> {
              LOG.warnf(failure, "a batch from %s must be repeated", source);
              return Problem.of(
                      CommonProblem.BUSY, "The batch could not be stored now; send it again.")
                  .header("Retry-After", "1");
            });
  }

  private String sender(String body, HttpHeaders headers) {
    for (Map.Entry<String, Signature> sender : senders.entrySet()) {
      if (sender.getValue().holds(body, headers.getRequestHeaders())) {
        return sender.getKey();
      }
    }
    throw Problem.of(
        FeedProblem.UNSIGNED_BATCH,
        "Sign the batch as Standard Webhooks says, with the secret of a configured source and a"
            + " timestamp that is at most five minutes off.");
  }

  private static List<Arrival> arrivals(String source, String body) {
    JsonNode batch;
    try {
      batch = FeedJson.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw Problem.of(
          CommonProblem.MALFORMED_JSON, "The batch is not JSON: " + e.getOriginalMessage());
    }
    if (!batch.isArray()) {
      throw Problem.of(CommonProblem.WRONG_TYPE, "A batch must be a JSON array of CloudEvents.");
    }
    List<Arrival> arrivals = new ArrayList<>(batch.size());
    batch.forEach(event -> arrivals.add(new Arrival(source, event)));
    return arrivals;
  }
}
