// Reads JSON-LD from standard input and holds it against the shapes: one line for each fault, then how many nodes of each class were looked at.
import { readFileSync } from 'node:fs';
import jsonld from 'jsonld';
import { DataFactory, Parser, Store } from 'n3';
import Validator from 'rdf-validate-shacl';

const nobody = async url => { throw new Error(`The document asks for ${url}: it must need nobody else.`); };
const quads = text => new Parser().parse(text);
const document = JSON.parse(readFileSync(0, 'utf8'));
const data = new Store(quads(await jsonld.toRDF(document, { format: 'application/n-quads', documentLoader: nobody, safe: true })));
const shapes = new Store(quads(readFileSync(new URL('cpsv-ap-3.2.0.ttl', import.meta.url), 'utf8')));

const report = await new Validator(shapes).validate(data);
for (const { focusNode, path, sourceConstraintComponent } of report.results) {
  console.log(`fault ${focusNode.value} ${path?.value} ${sourceConstraintComponent.value.split('#')[1]}`);
}

const type = DataFactory.namedNode('http://www.w3.org/1999/02/22-rdf-syntax-ns#type');
for (const shape of shapes.getObjects(null, DataFactory.namedNode('http://www.w3.org/ns/shacl#targetClass'), null)) {
  console.log(`seen ${shape.value} ${data.countQuads(null, type, shape, null)}`);
}
