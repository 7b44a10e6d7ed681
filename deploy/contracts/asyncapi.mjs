// Checks AsyncAPI documents by the specification's own parser: node asyncapi.mjs FILE…
import { dirname, join } from "node:path";
import { readFileSync } from "node:fs";
import { Parser } from "@asyncapi/parser";

let faults = 0;
for (const file of process.argv.slice(2)) {
  // A service answers for its schemas at `/schemas/…`; here they are beside the document.
  const folder = dirname(file);
  const resolver = {
    schema: "file",
    canRead: () => true,
    read: (uri) => readFileSync(uri.path().startsWith("/schemas/") ? join(folder, uri.path()) : uri.path(), "utf8"),
  };
  const parser = new Parser({ __unstable: { resolver: { resolvers: [resolver] } } });
  const { diagnostics } = await parser.parse(readFileSync(file, "utf8"), { source: file });
  for (const { severity, message, path, code } of diagnostics.filter((it) => it.severity <= 1)) {
    faults++;
    console.log(`${file}: ${severity === 0 ? "error" : "warning"} ${code} at ${path.join("/")}: ${message}`);
  }
}
process.exit(faults ? 1 : 0);
