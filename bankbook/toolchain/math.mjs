// TeX to SVG and MathML. Reads a JSON list of {tex, display} on standard input, writes a JSON list
// of {svg, mathml, width, height, depth} (ems) or {error} in the same order.
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';
import path from 'node:path';

// The modules live in the folder given, which need not be beside this file.
const require = createRequire(pathToFileURL(path.join(process.argv[2], 'package.json')));
const load = (name) => import(pathToFileURL(require.resolve(name).replace('/cjs/', '/mjs/')));
const mj = (name) => load(`@mathjax/src/js/${name}.js`);

const {mathjax} = await mj('mathjax');
const {TeX} = await mj('input/tex');
const {SVG} = await mj('output/svg');
const {liteAdaptor} = await mj('adaptors/liteAdaptor');
const {RegisterHTMLHandler} = await mj('handlers/html');
const {SerializedMmlVisitor} = await mj('core/MmlTree/SerializedMmlVisitor');
const {STATE} = await mj('core/MathItem');
const {MathJaxStix2Font} = await load('@mathjax/mathjax-stix2-font/js/svg.js');
const packages = ['base', 'ams', 'boldsymbol', 'cancel', 'mathtools', 'newcommand'];
for (const name of packages) {
  await mj(`input/tex/${name}/${name[0].toUpperCase()}${name.slice(1)}Configuration`);
}
mathjax.asyncLoad = (name) => load(name);

const adaptor = liteAdaptor({cjkCharWidth: 1});
RegisterHTMLHandler(adaptor);
const tex = new TeX({packages, maxMacros: 1000, maxBuffer: 10240,
  formatError: (jax, error) => { throw error; }});
const svg = new SVG({fontData: MathJaxStix2Font,
  dynamicPrefix: '@mathjax/mathjax-stix2-font/js/svg/dynamic', fontCache: 'none', linebreaks: {inline: false},
  displayOverflow: 'overflow', mtextInheritFont: false, unknownFamily: 'Noto Serif SC'});
const document = mathjax.document('', {InputJax: tex, OutputJax: svg});
const visitor = new SerializedMmlVisitor();

// MathJax notes its sources in data- attributes, and scales a text in another font by the ratio of
// x-heights, which shrinks Chinese: it has no x-height and keeps its full em.
function clean(xml) {
  return xml.replace(/ (data-[a-z-]+|role|focusable|style)="[^"]*"/g, '')
    .replace(/<text([^>]*) font-size="[\d.]+px"/g, '<text$1 font-size="1000px"');
}

async function convert({tex, display}) {
  try {
    const tree = document.convert(tex, {display, end: STATE.CONVERT});
    const container = await document.convertPromise(tex, {display});
    const picture = adaptor.firstChild(container);
    const [x, y, width, height] = adaptor.getAttribute(picture, 'viewBox').split(' ').map(Number);
    return {svg: clean(adaptor.serializeXML(picture)), mathml: clean(visitor.visitTree(tree)),
            width: width / 1000, height: -y / 1000, depth: (height + y) / 1000};
  } catch (error) {
    return {error: String(error.message || error).split('\n')[0]};
  }
}

let input = '';
for await (const chunk of process.stdin) input += chunk;
const results = [];
for (const formula of JSON.parse(input)) results.push(await convert(formula));
process.stdout.write(JSON.stringify(results));
