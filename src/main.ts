// Starts the page. Trusted Types come first: everything after may create a worker.
import { mount } from 'svelte';
import App from './App.svelte';
import { trustOwnBlobsOnly } from './trusted-types';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import './ui/styles/controls.css';

trustOwnBlobsOnly();

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
// What stands there says that the page is starting, for browsers in which it never does.
const starting = [...target.childNodes];
mount(App, { target });
for (const node of starting) node.remove();
