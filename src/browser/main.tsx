import { render } from 'preact';
import { App } from './app.tsx';
import { readData } from './read-data.ts';
import './styles/page.css';

const place = document.getElementById('app');
if (place) render(<App data={readData(document)} />, place);
