/** Reads {said, months: [{month, live}]} and writes the cells of each month, as a browser makes them. */
import { readFileSync } from "node:fs";
import { cellsOf, say } from "../../assets/month_cells.js";

const { said, months } = JSON.parse(readFileSync(0, "utf-8"));
say(said);
process.stdout.write(JSON.stringify(months.map(({ month, live }) => cellsOf(month, live))));
