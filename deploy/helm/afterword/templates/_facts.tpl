{{/* Arguments everywhere: a list of the root and the service's name (survey, dispatch, scoring). */}}

{{/* The entry of files/services.yaml. */}}
{{- define "afterword.fact" -}}
{{- $root := index . 0 }}{{ $service := index . 1 }}
{{- $facts := $root.Files.Get "files/services.yaml" | fromYaml }}
{{- toYaml (index $facts $service) }}
{{- end }}

{{/* files/arrows.yaml as a map, which fromYaml wants. */}}
{{- define "afterword.arrows" -}}
{{- $root := index . 0 }}
arrows:
  {{- $root.Files.Get "files/arrows.yaml" | nindent 2 }}
{{- end }}

{{- define "afterword.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ index . 1 }}-service
app.kubernetes.io/instance: {{ $root.Release.Name }}
{{- end }}

{{- define "afterword.tag" -}}
{{- $root := index . 0 -}}
{{- (index $root.Values (index . 1)).tag | default $root.Values.image.tag | default $root.Chart.AppVersion -}}
{{- end }}

{{/* Without the chart's version: a new chart that changes nothing for a service leaves its pods alone. */}}
{{- define "afterword.podLabels" -}}
{{ include "afterword.selector" . }}
app.kubernetes.io/part-of: afterword
app.kubernetes.io/version: {{ include "afterword.tag" . | quote }}
{{- end }}

{{- define "afterword.labels" -}}
{{- $root := index . 0 -}}
{{ include "afterword.podLabels" . }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ $root.Chart.Name }}-{{ $root.Chart.Version }}
{{- end }}

{{/* Of what belongs to no single service; the argument is the root alone. */}}
{{- define "afterword.commonLabels" -}}
app.kubernetes.io/name: afterword
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: afterword
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{/* Of the PostgreSQL server that the operator keeps for a service: its Cluster, Services and Secrets begin with it. */}}
{{- define "afterword.databaseName" -}}
{{ index . 1 }}-database
{{- end }}

{{/* Where a service's database is, and by which authority it is known: host, port, caSecret, caKey. */}}
{{- define "afterword.database" -}}
{{- $root := index . 0 }}{{ $service := index . 1 }}
{{- $name := include "afterword.databaseName" . }}
{{- if $root.Values.postgresql.cluster.enabled }}
{{- toYaml (dict "host" (printf "%s-rw" $name) "port" 5432 "caSecret" (printf "%s-ca" $name) "caKey" "ca.crt") }}
{{- else }}
{{- $server := $root.Values.database }}
{{- $host := (index $root.Values $service).database.host | default $server.host }}
{{- toYaml (dict "host" $host "port" $server.port "caSecret" $server.tls.caSecret "caKey" $server.tls.caKey) }}
{{- end }}
{{- end }}

{{/* Settings that the chart makes: environment variable -> value. */}}
{{- define "afterword.settings" -}}
{{- $root := index . 0 }}{{ $service := index . 1 }}
{{- $values := index $root.Values $service }}
{{- $database := include "afterword.database" . | fromYaml }}
{{- $address := printf "%s:%v/%s" $database.host $database.port $values.database.name }}
{{- $settings := dict
      "AFTERWORD_PUBLIC_URL" $root.Values.workspace.publicUrl
      "AFTERWORD_WORKSPACE_NAME" $root.Values.workspace.name
      "AFTERWORD_WORKSPACE_ZONE" $root.Values.workspace.zone
      "AFTERWORD_TRACING_ENDPOINT" $root.Values.tracing.endpoint
      "AFTERWORD_TRACING_SHARE" (toString $root.Values.tracing.share)
      "QUARKUS_DATASOURCE_USERNAME" $values.database.user }}
{{- if $database.caSecret }}
{{- $ca := printf "/etc/afterword/database/%s" $database.caKey }}
{{- $_ := set $settings "QUARKUS_DATASOURCE_JDBC_URL" (printf "jdbc:postgresql://%s?sslmode=verify-full&sslrootcert=%s" $address $ca) }}
{{- $_ := set $settings "QUARKUS_DATASOURCE_REACTIVE_URL" (printf "postgresql://%s?sslmode=verify-full" $address) }}
{{- $_ := set $settings "QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM" "true" }}
{{- $_ := set $settings "QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS" $ca }}
{{- $_ := set $settings "QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM" "HTTPS" }}
{{- else }}
{{- $_ := set $settings "QUARKUS_DATASOURCE_JDBC_URL" (printf "jdbc:postgresql://%s" $address) }}
{{- $_ := set $settings "QUARKUS_DATASOURCE_REACTIVE_URL" (printf "postgresql://%s" $address) }}
{{- end }}
{{- if eq $service "scoring" }}
{{- $_ := set $settings "AFTERWORD_STANDBY_URL" "" }}
{{- end }}
{{- with $values.database.standby }}
{{- $standby := printf "postgresql://%s:%v/%s" . $database.port $values.database.name }}
{{- $_ := set $settings "AFTERWORD_STANDBY_URL" (ternary (printf "%s?sslmode=verify-full" $standby) $standby (not (empty $database.caSecret))) }}
{{- end }}
{{- if eq $service "dispatch" }}
{{- $mail := $root.Values.mail }}
{{- $_ := set $settings "AFTERWORD_SMTP_HOST" $mail.host }}
{{- $_ := set $settings "AFTERWORD_SMTP_PORT" (toString $mail.port) }}
{{- $_ := set $settings "AFTERWORD_MAIL_FROM" $mail.from }}
{{- $_ := set $settings "AFTERWORD_MAIL_REPLY_TO" $mail.replyTo }}
{{- $_ := set $settings "AFTERWORD_BOUNCE_ADDRESS" $mail.bounceAddress }}
{{- $_ := set $settings "QUARKUS_MAILER_START_TLS" $mail.startTls }}
{{- $_ := set $settings "QUARKUS_MAILER_TLS" (toString $mail.tls) }}
{{- $_ := set $settings "AFTERWORD_DKIM_ENABLED" (ternary "true" "false" (not (empty $mail.dkim.secret))) }}
{{- $_ := set $settings "AFTERWORD_DKIM_SELECTOR" $mail.dkim.selector }}
{{- $_ := set $settings "AFTERWORD_DKIM_KEY_PATH" (ternary (printf "/etc/afterword/dkim/%s" $mail.dkim.key) "" (not (empty $mail.dkim.secret))) }}
{{- $_ := set $settings "AFTERWORD_QUIET_HOURS_FROM" $mail.quietHours.from }}
{{- $_ := set $settings "AFTERWORD_QUIET_HOURS_TO" $mail.quietHours.to }}
{{- $_ := set $settings "AFTERWORD_DELIVERY_GRACE" (printf "PT%vS" $mail.drainSeconds) }}
{{- end }}
{{- range (include "afterword.arrows" (list $root) | fromYaml).arrows }}
{{- if and (eq .from $service) .secret }}
{{- $port := (include "afterword.fact" (list $root .to) | fromYaml).port }}
{{- $_ := set $settings (printf "AFTERWORD_%s_URL" (upper .to)) (printf "http://%s-service:%v" .to $port) }}
{{- end }}
{{- end }}
{{- toYaml $settings }}
{{- end }}

{{/* Keys of existingSecret that one service reads: environment variable -> key. */}}
{{- define "afterword.secrets" -}}
{{- $root := index . 0 }}{{ $service := index . 1 }}
{{- $fact := include "afterword.fact" . | fromYaml }}
{{- $secrets := dict }}
{{- if not $root.Values.postgresql.cluster.enabled }}
{{- $_ := set $secrets "QUARKUS_DATASOURCE_PASSWORD" $fact.databasePassword }}
{{- end }}
{{- range $fact.secrets }}
{{- $_ := set $secrets . . }}
{{- end }}
{{- range (include "afterword.arrows" (list $root) | fromYaml).arrows }}
{{- if and .secret (or (eq .from $service) (eq .to $service)) }}
{{- $_ := set $secrets .secret .secret }}
{{- with .feedSecret }}
{{- $_ := set $secrets . . }}
{{- end }}
{{- end }}
{{- end }}
{{- if and (eq $service "dispatch") $root.Values.mail.login }}
{{- $_ := set $secrets "QUARKUS_MAILER_USERNAME" "QUARKUS_MAILER_USERNAME" }}
{{- $_ := set $secrets "QUARKUS_MAILER_PASSWORD" "QUARKUS_MAILER_PASSWORD" }}
{{- end }}
{{- toYaml $secrets }}
{{- end }}
