// Opens each page of a folder in Chromium, as people would, and prints as JSON what is wrong with them.
//
//   node browser.js FOLDER [SCREENSHOTS]
//
// A page is opened on a desk in light and dark, on a phone, and printed. Wrong is: anything on the console, any request but that
// for the page, any dialog, anything that ran (`hacked`), any violation of axe-core, anything wider than the screen or the paper.

const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");
const { chromium } = require("playwright-core");

const [folder, screenshots] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const views = [
  { name: "desk", viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { name: "dark", viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  { name: "phone", viewport: { width: 390, height: 844 }, colorScheme: "light" },
];

async function look(browser, file, view, problems) {
  const wrong = (what) => problems.push(`${path.basename(file)} (${view.name}): ${what}`);
  const context = await browser.newContext({ viewport: view.viewport, colorScheme: view.colorScheme });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  page.on("console", (message) => wrong(`console: ${message.text()}`));
  page.on("pageerror", (error) => wrong(`error: ${error.message}`));
  page.on("dialog", (dialog) => (wrong(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("request", (request) => request.url() !== address && wrong(`request: ${request.url()}`));
  await page.addInitScript("window.ran = []; window.hacked = (which) => window.ran.push(which);");
  await page.goto(address);
  // What a stranger hung on an event would go off when it is touched.
  await page.evaluate(() => {
    for (const summary of document.querySelectorAll("summary")) summary.click();
    for (const element of document.querySelectorAll("body *")) {
      for (const name of ["mouseover", "focus", "click"]) {
        if (name !== "click" || !element.closest("a, summary")) element.dispatchEvent(new Event(name, { bubbles: false }));
      }
    }
  });
  const ran = await page.evaluate("window.ran");
  if (ran.length > 0) wrong(`ran: ${ran}`);
  const wide = await page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth");
  if (wide > 0) wrong(`${wide} pixels wider than the screen`);
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate("axe.run()");
  if (passes.length === 0) wrong("axe-core looked at nothing");
  for (const violation of violations) {
    wrong(`axe: ${violation.id}: ${violation.help}: ${violation.nodes[0].html.slice(0, 200)}`);
  }
  if (screenshots) {
    await page.screenshot({ path: path.join(screenshots, `${path.basename(file, ".html")}-${view.name}.png`), fullPage: true });
  }
  await context.close();
}

async function print(browser, file, problems) {
  const context = await browser.newContext({ viewport: { width: 718, height: 1000 } });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  await page.emulateMedia({ media: "print" });
  // A4 less its margins, at 96 pixels an inch: (210 - 2 * 14) mm.
  await page.setViewportSize({ width: 688, height: 1000 });
  const wide = await page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth");
  if (wide > 0) problems.push(`${path.basename(file)} (print): ${wide} pixels wider than the paper`);
  const hidden = await page.evaluate(() => {
    const folded = [...document.querySelectorAll("details > *:not(summary)")];
    return folded.filter((element) => !element.checkVisibility({ contentVisibilityAuto: true })).length;
  });
  if (hidden > 0) problems.push(`${path.basename(file)} (print): ${hidden} folded parts are not on paper`);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  if (!pdf.subarray(0, 5).equals(Buffer.from("%PDF-"))) problems.push(`${path.basename(file)}: no PDF`);
  if (screenshots) fs.writeFileSync(path.join(screenshots, `${path.basename(file, ".html")}.pdf`), pdf);
  await context.close();
}

(async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
  const problems = [];
  const files = fs.readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
  for (const name of files) {
    const file = path.join(folder, name);
    for (const view of views) await look(browser, file, view, problems);
    await print(browser, file, problems);
  }
  await browser.close();
  console.log(JSON.stringify({ pages: files.length, problems }));
})();
