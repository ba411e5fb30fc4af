// Words of the house that the framework or the design also use, for things of their own: here they mean ours.
global using Reference = Perron.Timeline.Reference;
global using Route = Perron.Routing.Route;
global using Stream = Perron.Timeline.Stream;
global using Visibility = Perron.Timeline.Visibility;
