/** Reads {browsers, refusals} and writes what the check of devices makes of them, as a browser does. */
import { readFileSync } from "node:fs";
import { browserCode, lineProblem, openDevice } from "../../assets/device_problems.js";

const { browsers, refusals } = JSON.parse(readFileSync(0, "utf-8"));
const refusing = ([name, message]) => ({
  mediaDevices: { getUserMedia: () => Promise.reject(Object.assign(new Error(message), { name })) },
});
const problemOf = async (browser, isSecure = true) => (await openDevice({}, browser, isSecure)).problem;
const answersIn = (times) => {
  const turns = [...times];
  let at = 0;
  const answer = async () => {
    const time = turns.shift();
    if (time === undefined) throw new TypeError("Failed to fetch");
    at += time;
  };
  return lineProblem(answer, () => at);
};
const lines = [[20, 20, 20, 20, 20], [20, 3000, 20, 3000, 20], [20, 900, 900, 900, 20], [20, 20], []];

process.stdout.write(
  JSON.stringify({
    browsers: browsers.map(browserCode),
    refusals: await Promise.all(refusals.map((refusal) => problemOf(refusing(refusal)))),
    without: [await problemOf({}, true), await problemOf({}, false)],
    lines: await Promise.all(lines.map(answersIn)).then((found) => found.map((one) => one ?? "")),
  }),
);
