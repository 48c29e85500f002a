{{/* What the migration and the service have in common: image, settings, secrets, confinement. */}}
{{- define "afterword.container" -}}
{{- $root := index . 0 }}{{ $service := index . 1 -}}
image: {{ printf "%s/%s-service:%s" $root.Values.image.registry $service (include "afterword.tag" .) | quote }}
imagePullPolicy: {{ $root.Values.image.pullPolicy }}
envFrom:
  - configMapRef:
      name: {{ $service }}-service
env:
  {{- range $name, $key := include "afterword.secrets" . | fromYaml }}
  - name: {{ $name }}
    valueFrom:
      secretKeyRef:
        name: {{ $root.Values.existingSecret }}
        key: {{ $key }}
  {{- end }}
  {{- if $root.Values.postgresql.cluster.enabled }}
  # Made by the operator with the database.
  - name: QUARKUS_DATASOURCE_PASSWORD
    valueFrom:
      secretKeyRef:
        name: {{ include "afterword.databaseName" . }}-app
        key: password
  {{- end }}
resources:
  {{- toYaml (index $root.Values $service).resources | nindent 2 }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: ["ALL"]
volumeMounts:
  - name: tmp
    mountPath: /tmp
  {{- if (include "afterword.database" . | fromYaml).caSecret }}
  - name: database-ca
    mountPath: /etc/afterword/database
    readOnly: true
  {{- end }}
  {{- if and (eq $service "dispatch") $root.Values.mail.dkim.secret }}
  - name: dkim
    mountPath: /etc/afterword/dkim
    readOnly: true
  {{- end }}
{{- end }}
