(function(d,n,w){if(n.doNotTrack=="1"||w.doNotTrack=="1"||n.globalPrivacyControl)return;
var u=d.currentScript.src.replace(/\.js.*/,"/"),p=location.pathname,s=Date.now();
function b(o){o.p=p;n.sendBeacon&&n.sendBeacon(u,new URLSearchParams(o))}b({});
d.addEventListener("visibilitychange",function(){if(d.visibilityState=="hidden"){if(s)b({s:Math.round((Date.now()-s)/1e3)});s=0}else s=Date.now()})})(document,navigator,window);
