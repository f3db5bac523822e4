// What ajv takes for one document, in microseconds: a line for each form it comes in, with
// the median from start to end and the mean of the time on a processor.
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
  for (let round = 0; round < 100; round++) once();
  const times = [];
  const before = process.cpuUsage();
  for (let round = 0; round < Number(rounds); round++) {
    const start = process.hrtime.bigint();
    once();
    times.push(Number(process.hrtime.bigint() - start) / 1000);
  }
  const spent = process.cpuUsage(before);
  times.sort((a, b) => a - b);
  const cpu = (spent.user + spent.system) / times.length;
  console.log(`${name}\t${times[times.length >> 1]}\t${cpu}`);
}
