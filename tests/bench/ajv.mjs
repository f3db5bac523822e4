// What ajv takes for one document, in microseconds: a line for each form it comes in.
// usage: node ajv.mjs SCHEMA YAML JSON ROUNDS   (needs the packages ajv, ajv-formats, js-yaml)
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(path.join(process.cwd(), "here.cjs"));
const Ajv = require("ajv/dist/2020").default;
const formats = require("ajv-formats").default;
const yaml = require("js-yaml");

const [schema, inYaml, inJson, rounds] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: false });
formats(ajv);
const validate = ajv.compile(JSON.parse(fs.readFileSync(schema, "utf8")));
const text = { yaml: fs.readFileSync(inYaml, "utf8"), json: fs.readFileSync(inJson, "utf8") };
const document = JSON.parse(text.json);

const accept = (value) => {
  if (!validate(value)) throw new Error(JSON.stringify(validate.errors));
};
const work = {
  "validation alone": () => accept(document),
  "from JSON text": () => accept(JSON.parse(text.json)),
  "from YAML text": () => accept(yaml.load(text.yaml, { schema: yaml.FAILSAFE_SCHEMA })),
};
for (const [name, once] of Object.entries(work)) {
  const times = [];
  for (let round = -50; round < Number(rounds); round++) {
    const start = process.hrtime.bigint();
    once();
    const end = process.hrtime.bigint();
    if (round >= 0) times.push(Number(end - start) / 1000);
  }
  times.sort((a, b) => a - b);
  console.log(`${name}\t${times[times.length >> 1]}`);
}
