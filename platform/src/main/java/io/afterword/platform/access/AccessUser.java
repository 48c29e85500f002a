package io.afterword.platform.access;

import com.github.f4b6a3.uuid.UuidCreator;
import io.afterword.platform.problem.Problem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** A person who may sign in, at its home. */
@Entity
@Table(name = "access_user")
public class AccessUser {
  /** The built-in administrator signs in with this. */
  static final String ADMINISTRATOR = "admin";

  @Id UUID id;

  String subject;
  String name;
  String roles;

  @Column(name = "agent_id")
  String agentId;

  @Column(name = "password_hash")
  String passwordHash;

  @Column(name = "built_in")
  boolean builtIn;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "sessions_from")
  Instant sessionsFrom;

  boolean revoked;
  int revision;

  protected AccessUser() {}

  static AccessUser of(String subject, String name, Set<String> roles, Instant now) {
    AccessUser user = new AccessUser();
    user.id = UuidCreator.getTimeOrderedEpoch();
    user.subject = subject;
    user.name = name;
    user.roles = Scopes.joined(roles);
    user.createdAt = now;
    user.sessionsFrom = now;
    user.revision = 1;
    return user;
  }

  static AccessUser administrator(String passwordHash, Instant now) {
    AccessUser user = of(ADMINISTRATOR, "Administrator", Set.of(Role.ADMIN.label()), now);
    user.passwordHash = passwordHash;
    user.builtIn = true;
    return user;
  }

  void hasPassword(String hash) {
    passwordHash = hash;
  }

  void handlesAs(String agent) {
    agentId = agent == null || agent.isBlank() ? null : agent;
  }

  /** Each change after creation ends with this: it is what the siblings go by. */
  void changed() {
    revision++;
  }

  void rename(String to) {
    name = to;
  }

  void giveRoles(Set<String> to) {
    if (builtIn && !to.contains(Role.ADMIN.label())) {
      throw staysAdministrator();
    }
    roles = Scopes.joined(to);
  }

  /** A new password ends every session that began with the old one. */
  void changePassword(String hash, Instant now) {
    passwordHash = hash;
    sessionsFrom = now;
  }

  void setRevoked(boolean to, Instant now) {
    if (builtIn && to) {
      throw staysAdministrator();
    }
    if (to) {
      sessionsFrom = now;
    }
    revoked = to;
  }

  private static Problem staysAdministrator() {
    return Problem.of(
        AccessProblem.BUILT_IN_ADMINISTRATOR,
        "The built-in administrator keeps its role and cannot be revoked; change another user.");
  }
}
