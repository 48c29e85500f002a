// What Kubernetes' own model has against manifests: node models.mjs NODE_MODULES FILE, where FILE has
// {"name": [manifest, ...]}.
// Prints {"name": ["Kind/name: sentence", ...]}. The schemas of kubernetes-models find wrong types and
// formats and what is missing; its TypeScript types, unlike its schemas, also find unknown fields.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const require = createRequire(resolve(process.argv[2], "any.js"));
const ts = require("typescript");
const sets = JSON.parse(readFileSync(process.argv[3], "utf8"));
const faults = Object.fromEntries(Object.keys(sets).map((set) => [set, []]));
const models = ({ apiVersion }) => `kubernetes-models/${apiVersion}`;
const title = ({ kind, metadata }) => `${kind}/${metadata?.name}`;

const imports = new Map();
const lines = [];
const origin = [];
for (const [set, manifests] of Object.entries(sets)) {
  for (const manifest of manifests) {
    // The operators' own kinds, which Kubernetes' model has not; MonitoringRules and DatabaseRules read
    // them.
    if (/^(monitoring\.coreos\.com|postgresql\.cnpg\.io)\//.test(manifest.apiVersion)) {
      continue;
    }
    const Model = require(models(manifest))[manifest.kind];
    if (!Model) {
      faults[set].push(`${title(manifest)}: ${manifest.apiVersion} has no ${manifest.kind}`);
      continue;
    }
    try {
      new Model(structuredClone(manifest)).validate();
    } catch (fault) {
      faults[set].push(`${title(manifest)}: ${fault.message}`);
    }
    const type = `I${manifest.kind}`;
    imports.set(type, `import type { ${type} } from ${JSON.stringify(models(manifest))};`);
    lines.push(`export const m${lines.length}: ${type} = ${JSON.stringify(manifest)};`);
    origin.push([set, title(manifest)]);
  }
}

const head = [...imports.values()];
const text = [...head, ...lines].join("\n");
const file = resolve(process.argv[2], "manifests.ts");
const options = {
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  types: [],
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
};
const host = ts.createCompilerHost(options);
const { fileExists, getSourceFile, readFile } = host;
host.fileExists = (path) => path === file || fileExists(path);
host.readFile = (path) => (path === file ? text : readFile(path));
host.getSourceFile = (path, ...rest) =>
  path === file ? ts.createSourceFile(path, text, ...rest) : getSourceFile(path, ...rest);
const program = ts.createProgram([file], options, host);
for (const { file: source, start, messageText } of ts.getPreEmitDiagnostics(program)) {
  const message = ts.flattenDiagnosticMessageText(messageText, " ");
  const line = source?.fileName === file ? source.getLineAndCharacterOfPosition(start).line : -1;
  if (line < head.length) {
    throw new Error(`The model itself cannot be read: ${message}`);
  }
  const [set, name] = origin[line - head.length];
  faults[set].push(`${name}: ${message}`);
}
console.log(JSON.stringify(faults));
