namespace Perron.Timeline;

/// <summary>Timeline: somebody looked at the file, or at one thing in it ("case", "document/…", "household").</summary>
public sealed record Looked(string At);
