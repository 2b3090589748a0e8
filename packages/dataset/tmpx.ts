import { openDataset } from './src/index.js';
import { readFileSync } from 'node:fs';
const truth=JSON.parse(readFileSync('/tmp/sim_demo.hdf5.json','utf8')); const s=await openDataset('/tmp/sim_demo.hdf5'); let ok=0,n=0;
for (const i of s.episodes.keys()) { const sc=(await (await s.open(i)).scene())!; const g=[...sc.grasped('thing_1_main')!]; const t=truth[i].grasp.map(Number);
 const runs=(x:number[])=>x.map((v,k)=>v!==(x[k-1]??0)?k:-1).filter(k=>k>=0).join(',');
 const bad=t.filter((v:number,k:number)=>v!==g[k]).length; ok+=t.length-bad; n+=t.length;
 console.log(i,truth[i].kind,truth[i].half.toFixed(3),'off',truth[i].off.toFixed(3),truth[i].push?'push':'','bad',bad,'truth',runs(t),'ours',runs(g)); }
console.log(ok/n); await s.close();
