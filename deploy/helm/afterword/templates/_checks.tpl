{{/* What the schema cannot say in a helpful way: everything that is missing or contradictory, at once. */}}
{{- define "afterword.checks" -}}
{{- $root := . }}
{{- $faults := list }}
{{- range list
      (list "image.registry" .Values.image.registry "where the images are, e.g. registry.example.com/afterword")
      (list "workspace.name" .Values.workspace.name "the organisation's name")
      (list "workspace.publicUrl" .Values.workspace.publicUrl "where people reach Afterword, e.g. https://afterword.example.com")
      (list "existingSecret" .Values.existingSecret "the name of the Secret with the keys of .env.example")
      (list "mail.host" .Values.mail.host "the SMTP relay")
      (list "mail.from" .Values.mail.from "the sender, e.g. Example <ask@example.com>")
      (list "mail.replyTo" .Values.mail.replyTo "an address where people read, e.g. support@example.com") }}
{{- if not (index . 1) }}
{{- $faults = append $faults (printf "%s is missing: %s." (index . 0) (index . 2)) }}
{{- end }}
{{- end }}
{{- if .Values.postgresql.cluster.enabled }}
{{- $servers := list .Values.database.host .Values.database.tls.caSecret .Values.survey.database.host .Values.dispatch.database.host .Values.scoring.database.host }}
{{- if or (compact $servers) .Values.networkPolicy.postgresql }}
{{- $faults = append $faults "postgresql.cluster.enabled makes the servers: leave database.host, database.tls.caSecret, SERVICE.database.host and networkPolicy.postgresql empty, or switch it off." }}
{{- end }}
{{- else if not .Values.database.host }}
{{- $faults = append $faults "database.host is missing: the PostgreSQL server. Or let CloudNativePG keep one for each service: postgresql.cluster.enabled." }}
{{- end }}
{{- if and .Values.networkPolicy.enabled (not .Values.networkPolicy.outside) }}
{{- $faults = append $faults "networkPolicy.outside is missing: without the ingress controller's namespace nobody could reach Afterword." }}
{{- end }}
{{- if and .Values.mail.tls (ne .Values.mail.startTls "DISABLED") }}
{{- $faults = append $faults "mail.tls is true: TLS from the first byte needs mail.startTls DISABLED." }}
{{- end }}
{{- if ne (empty .Values.mail.dkim.secret) (empty .Values.mail.dkim.selector) }}
{{- $faults = append $faults "mail.dkim needs both secret and selector, or neither." }}
{{- end }}
{{- if and .Values.ingress.tlsSecret (not (hasPrefix "https://" .Values.workspace.publicUrl)) }}
{{- $faults = append $faults "ingress.tlsSecret is set: workspace.publicUrl then begins with https://." }}
{{- end }}
{{- range $service := list "survey" "dispatch" "scoring" }}
{{- $values := index $root.Values $service }}
{{- with $values.autoscaling }}
{{- if gt (int .minReplicas) (int .maxReplicas) }}
{{- $faults = append $faults (printf "%s.autoscaling.minReplicas is more than maxReplicas." $service) }}
{{- end }}
{{- if and .dueDeliveries (ne $service "dispatch") }}
{{- $faults = append $faults (printf "%s.autoscaling.dueDeliveries: only dispatch has deliveries." $service) }}
{{- end }}
{{- if and .enabled (not (dig "requests" "cpu" "" $values.resources)) }}
{{- $faults = append $faults (printf "%s.autoscaling needs %s.resources.requests.cpu, which cpuPercent is a share of." $service $service) }}
{{- end }}
{{- end }}
{{- if and $values.database.standby (ne $service "scoring") }}
{{- $faults = append $faults (printf "%s.database.standby: only scoring reads from one." $service) }}
{{- end }}
{{- $made := merge (include "afterword.settings" (list $root $service) | fromYaml) (include "afterword.secrets" (list $root $service) | fromYaml) (dict "QUARKUS_DATASOURCE_PASSWORD" "") }}
{{- range $name := keys $values.env | sortAlpha }}
{{- if hasKey $made $name }}
{{- $faults = append $faults (printf "%s.env.%s is set by the chart itself, from another value or the Secret." $service $name) }}
{{- end }}
{{- end }}
{{- end }}
{{- /* With a cluster at hand (install, upgrade; never template): what is there already. */}}
{{- if .Values.existingSecret }}
{{- $secret := lookup "v1" "Secret" .Release.Namespace .Values.existingSecret }}
{{- if $secret }}
{{- $missing := list }}
{{- range $service := list "survey" "dispatch" "scoring" }}
{{- range $key := values (include "afterword.secrets" (list $root $service) | fromYaml) }}
{{- if not (hasKey ($secret.data | default dict) $key) }}
{{- $missing = append $missing $key }}
{{- end }}
{{- end }}
{{- end }}
{{- if $missing }}
{{- $faults = append $faults (printf "the Secret %s lacks %s." .Values.existingSecret ($missing | uniq | sortAlpha | join ", ")) }}
{{- end }}
{{- end }}
{{- end }}
{{- $there := lookup "apps/v1" "Deployment" .Release.Namespace "survey-service" }}
{{- if $there }}
{{- $owner := dig "metadata" "annotations" "meta.helm.sh/release-name" "nobody" $there }}
{{- if ne $owner .Release.Name }}
{{- $faults = append $faults (printf "the namespace %s already has Afterword, from the release %s: one workspace is one release in a namespace of its own." .Release.Namespace $owner) }}
{{- end }}
{{- end }}
{{- if $faults }}
{{- fail (printf "\n\n- %s\n" (join "\n- " $faults)) }}
{{- end }}
{{- end }}
