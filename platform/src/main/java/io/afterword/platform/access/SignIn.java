package io.afterword.platform.access;

import io.afterword.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Checks a name and a password; says the same, after the same time, whichever of them is wrong. */
@ApplicationScoped
class SignIn {
  private final AccessRegister register;
  private final Passwords passwords;
  private final SignInLimit limit;

  SignIn(AccessRegister register, Passwords passwords, SignInLimit limit) {
    this.register = register;
    this.passwords = passwords;
    this.limit = limit;
  }

  /** The user's id, or a problem. */
  Uni<UUID> check(String subject, String password) {
    return limit
        .allows(subject)
        .chain(
            allowed ->
                allowed
                    ? compare(subject, password)
                    : Uni.createFrom().failure(SignIn::tooManyTries));
  }

  private Uni<UUID> compare(String subject, String password) {
    return register
        .inSession(session -> register.bySubject(session, subject))
        .chain(found -> verify(found, password))
        .call(() -> limit.forget(subject));
  }

  private Uni<UUID> verify(List<AccessUser> found, String password) {
    AccessUser user = found.isEmpty() || found.get(0).revoked ? null : found.get(0);
    return passwords
        .verify(password, user == null ? null : user.passwordHash)
        .map(
            right -> {
              if (!right || user == null) {
                throw Problem.of(
                    AccessProblem.WRONG_PASSWORD,
                    "The name or the password is wrong; check both and try again.");
              }
              return user.id;
            });
  }

  private static Problem tooManyTries() {
    return Problem.of(
            AccessProblem.TOO_MANY_TRIES,
            "There were too many tries for this name; wait a quarter of an hour.")
        .header("Retry-After", "900");
  }
}
