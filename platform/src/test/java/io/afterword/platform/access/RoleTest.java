package io.afterword.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleTest {

  @Test
  void an_administrator_may_everything() {
    assertThat(Role.ADMIN.scopes()).containsAll(Scopes.ALL).contains("scores:own");
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void a_role_gives_known_scopes_only(Role role) {
    assertThat(role.scopes())
        .isNotEmpty()
        .allMatch(scope -> Scopes.isKnown(scope) || scope.equals("scores:own"));
  }

  @Test
  void several_roles_add_up_and_an_unknown_one_gives_nothing() {
    assertThat(Role.scopesOf(List.of("analyst", "agent", "wizard")))
        .containsExactlyInAnyOrder(
            "scores:read",
            "scores:write",
            "surveys:read",
            "responses:read",
            "decisions:read",
            "scores:own");
  }

  @Test
  void only_administrators_manage_access() {
    assertThat(List.of(Role.values()))
        .filteredOn(role -> role.scopes().contains("access:admin"))
        .containsExactly(Role.ADMIN);
  }
}
