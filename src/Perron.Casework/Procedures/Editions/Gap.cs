using Microsoft.EntityFrameworkCore;
using Perron.Platform.Catalogue;
using Perron.Platform.Storage;
namespace Perron.Procedures.Editions;

/// <summary>How a place stands between the original and a commune. Clean: the catalogue moved on, or did not touch what is ours. Conflict: both changed it. Same: the catalogue says now what we say. Gone: the place of our change is no more.</summary>
public enum GapKind { Theirs, Ours, Conflict, Same, Gone }

/// <summary>One line: what stood there before, what the catalogue says now, what we say. JSON; null: nothing.</summary>
public sealed record GapLine(string Path, GapKind Kind, string? Before, string? Theirs, string? Ours);

/// <summary>What lies between the original as a commune knows it, the original of today and what the commune made of it.</summary>
/// <param name="Known">The version of the original that the commune has taken.</param>
public sealed record Gap(Procedure Known, Procedure Original, IReadOnlyList<EntryChange> Changes, IReadOnlyList<GapLine> Lines)
{
    public bool IsOpen => Known.Version != Original.Version;

    public static async Task<Gap> Of(PerronDb db, ProcedureCatalogue catalogue, AdoptedProcedure adopted)
    {
        await db.CatchUp(catalogue);
        var original = catalogue.Original(adopted.Slug)!;
        var edition = await db.Set<ProcedureEdition>().AsNoTracking().SingleOrDefaultAsync(one => one.Slug == adopted.Slug);
        return Between(edition is null ? (await db.Taken(catalogue, adopted))! : catalogue.Find(adopted.Slug, edition.BasedOn)!, original, edition is null ? [] : EntryChange.Read(edition.Changes));
    }

    internal static Gap Between(Procedure known, Procedure original, IReadOnlyList<EntryChange> changes)
    {
        var (before, now) = (YamlTree.Parse(known.Source.Procedure.Text), YamlTree.Parse(original.Source.Procedure.Text));
        var moved = known.Version == original.Version ? [] : EntryChange.Between(before, now);
        return new(known, original, changes,
        [
            .. changes.Select(change => new GapLine(change.Path, Kind(change, now, original.Source), change.Before, now.At(change.Path), change.Own)),
            .. moved.Where(move => changes.All(change => change.Path != move.Path && !move.Path.StartsWith($"{change.Path}/", StringComparison.Ordinal))).Select(move => new GapLine(move.Path, GapKind.Theirs, move.Before, move.Own, move.Before)),
        ]);
    }

    private static GapKind Kind(EntryChange change, YamlTree now, ProcedureSource original)
    {
        var theirs = now.At(change.Path);
        return theirs == change.Own ? GapKind.Same
            : !YamlTree.Parse(original.Procedure.Text).Set(change.Path, change.Own) ? GapKind.Gone
            : theirs == change.Before ? GapKind.Ours : GapKind.Conflict;
    }

    /// <summary>The changes that remain ours when the original of today is taken: those of a conflict for which this says so, with what the original says now.</summary>
    public IReadOnlyList<EntryChange> Rebased(Func<string, bool> keepsOurs) =>
        [.. Lines.Where(line => line.Kind == GapKind.Ours || (line.Kind == GapKind.Conflict && keepsOurs(line.Path))).Select(line => new EntryChange(line.Path, line.Theirs, line.Ours))];
}
