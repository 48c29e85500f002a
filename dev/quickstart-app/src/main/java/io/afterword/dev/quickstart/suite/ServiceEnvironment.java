package io.afterword.dev.quickstart.suite;

import io.afterword.dev.postgres.LocalPostgres;
import java.util.HashMap;
import java.util.Map;

/** What a service is told by its environment, as in a real deployment. */
record ServiceEnvironment(SuitePlan plan, LocalPostgres postgres, Secrets secrets) {

  Map<String, String> of(ServiceKind kind, int port) {
    Map<String, String> environment = new HashMap<>(secrets.values());
    addWorkspace(environment);
    addSiblings(environment);
    addDatabase(environment, plan.database().database(kind));
    // Nobody outside this machine is served.
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    // These logs are read by people.
    environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
    environment.putAll(plan.settings());
    return environment;
  }

  private void addWorkspace(Map<String, String> environment) {
    environment.put("AFTERWORD_PUBLIC_URL", Suite.local(plan.ports().front()).toString());
    environment.put("AFTERWORD_WORKSPACE_NAME", "Quickstart");
    environment.put("AFTERWORD_SMTP_HOST", "127.0.0.1");
    environment.put("AFTERWORD_SMTP_PORT", Integer.toString(plan.ports().smtp()));
    environment.put("AFTERWORD_MAIL_FROM", "Quickstart <ask@quickstart.example>");
    environment.put("AFTERWORD_MAIL_REPLY_TO", "support@quickstart.example");
  }

  private void addSiblings(Map<String, String> environment) {
    Ports ports = plan.ports();
    environment.put("AFTERWORD_SURVEY_URL", Suite.local(ports.survey()).toString());
    environment.put("AFTERWORD_DISPATCH_URL", Suite.local(ports.dispatch()).toString());
    environment.put("AFTERWORD_SCORING_URL", Suite.local(ports.scoring()).toString());
  }

  private void addDatabase(Map<String, String> environment, String database) {
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(database));
    environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgres.reactiveUrl(database));
    environment.put("QUARKUS_DATASOURCE_USERNAME", postgres.username());
    if (!postgres.password().isEmpty()) {
      environment.put("QUARKUS_DATASOURCE_PASSWORD", postgres.password());
    }
    environment.put("AFTERWORD_MIGRATE_AT_START", "true");
  }
}
