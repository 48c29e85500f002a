package io.afterword.dispatch.delivery;

import io.afterword.dispatch.delivery.ResolutionResource.Read;
import io.afterword.dispatch.delivery.ResolutionResource.ResolveMany;
import io.afterword.dispatch.delivery.ResolutionResource.Resolved;
import io.afterword.dispatch.delivery.Resolving.Action;
import io.afterword.platform.http.SeeOther;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Takes the form of the page about unknown deliveries; does what the API does. */
@Path("/outbox/resolve")
class ResolutionPage {
  private static final Pattern TOLD =
      Pattern.compile("(again|be)-(\\d{1,9})-(\\d{1,9})-(\\d{1,9})");

  private final ResolutionResource api;

  ResolutionPage(ResolutionResource api) {
    this.api = api;
  }

  @POST
  @RolesAllowed("deliveries:write")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Uni<RestResponse<Void>> resolve(
      @FormParam("action") @Nullable Action action,
      @FormParam("all") @Nullable String all,
      @FormParam("sure") @Nullable String sure,
      @FormParam("delivery") @Nullable List<String> chosen) {
    List<Read> read =
        Optional.ofNullable(chosen).orElse(List.of()).stream()
            .flatMap(value -> read(value).stream())
            .limit(ResolutionResource.MOST)
            .toList();
    boolean everything = all != null && sure != null;
    if (action == null || (read.isEmpty() && !everything)) {
      return Uni.createFrom().item(back(""));
    }
    var wish =
        everything
            ? new ResolveMany(action, null, DoubtFilter.ALL)
            : new ResolveMany(action, read, null);
    return api.many(wish).map(resolved -> back("&told=" + told(action, resolved)));
  }

  private static RestResponse<Void> back(String more) {
    return SeeOther.to("/outbox?state=UNKNOWN" + more);
  }

  private static Optional<Read> read(String value) {
    try {
      int colon = value.indexOf(':');
      return Optional.of(
          new Read(
              UUID.fromString(value.substring(0, Math.max(colon, 0))),
              Integer.valueOf(value.substring(colon + 1))));
    } catch (IllegalArgumentException forged) {
      return Optional.empty();
    }
  }

  private static String told(Action action, Resolved resolved) {
    return "%s-%d-%d-%d"
        .formatted(
            action == Action.SEND_AGAIN ? "again" : "be",
            resolved.done(),
            resolved.changed(),
            resolved.ended());
  }

  /** What the last form came to, from the address of the page; anything else says nothing. */
  static String inWords(@Nullable String told) {
    Matcher matcher = TOLD.matcher(told == null ? "" : told);
    if (!matcher.matches()) {
      return "";
    }
    var words = new ArrayList<String>();
    words.add(matcher.group(2) + (matcher.group(1).equals("again") ? " sent again." : " let be."));
    add(words, matcher.group(3), " left alone, since something had changed meanwhile.");
    add(words, matcher.group(4), " left alone, since the invitation has ended.");
    return String.join(" ", words);
  }

  private static void add(List<String> words, String count, String what) {
    if (!count.equals("0")) {
      words.add(count + what);
    }
  }
}
