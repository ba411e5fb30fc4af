using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Catalogue;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
namespace Perron.Procedures.Editions;

/// <summary>Makes versions while the house is open: the edition of a commune, and the original that an accepted proposal makes. Each is read and proven as a file of the catalogue is.</summary>
internal static class Publishing
{
    /// <summary>The original with these changes in it. What has lost its place is left out.</summary>
    public static YamlTree With(this ProcedureSource original, IEnumerable<EntryChange> changes)
    {
        var tree = YamlTree.Parse(original.Procedure.Text);
        foreach (var change in changes)
        {
            tree.Set(change.Path, change.Own);
        }

        return tree;
    }

    /// <summary>Read and proven. A <see cref="CatalogueFault"/> says what is wrong with it, by the line of <paramref name="tree"/> as it is written.</summary>
    public static Procedure Proven(this YamlTree tree, ProcedureSource original, int version, string name)
    {
        tree.SetText("version", $"{version}");
        var procedure = ProcedureFile.Read(original with { Procedure = new(name, tree.ToText()) });
        ProcedureFile.Prove(procedure);
        return procedure;
    }

    /// <summary>Offers from now on, in the commune that was entered, its own edition of an entry; or the original as it is when no change is left.</summary>
    public static async Task Publish(this PerronDb db, ProcedureCatalogue catalogue, AdoptedProcedure adopted, Procedure original, IReadOnlyList<EntryChange> changes, Commune commune, OfficerId by, Changes told, Instant now)
    {
        var edition = await db.Set<ProcedureEdition>().SingleOrDefaultAsync(one => one.Slug == original.Slug);
        told.In(Offers.Topic);
        if (changes.Count == 0)
        {
            Confirmed(original, adopted);
            adopted.OwnVersion = original.Version == catalogue.Find(original.Slug)!.Version ? null : original.Version;
            if (edition is not null)
            {
                db.Remove(edition);
            }

            return;
        }

        var newest = await db.Set<ProcedureVersion>().Where(version => version.Slug == original.Slug && version.Version >= ProcedureVersion.FirstEdition).MaxAsync(version => (int?)version.Version) ?? ProcedureVersion.FirstEdition;
        var published = original.Source.With(changes).Proven(original.Source, newest + 1, NameOf(original, commune));
        Confirmed(published, adopted);
        if (edition is null)
        {
            db.Add(edition = new() { CommuneId = commune.Id, Slug = original.Slug, BasedOn = original.Version, Changes = "", ChangedAt = now, ChangedBy = by });
        }

        (edition.BasedOn, edition.Changes, edition.ChangedAt, edition.ChangedBy) = (original.Version, EntryChange.Written(changes), now, by);
        db.Keep(published, now);
        adopted.OwnVersion = published.Version;
        await db.SaveChangesAsync(); // whoever took the same number at the same moment is refused here, before anybody knows this one
        catalogue.Know(published, isAccepted: false);
    }

    /// <summary>The original from now on, for whoever takes it.</summary>
    public static async Task<Procedure> PublishOriginal(this PerronDb db, ProcedureCatalogue catalogue, Procedure original, IReadOnlyList<EntryChange> changes, Changes told, Instant now)
    {
        var published = original.Source.With(changes).Proven(original.Source, original.Version + 1, original.Source.Procedure.Name);
        db.Keep(published, now).AcceptedAt = now;
        await db.SaveChangesAsync();
        catalogue.Know(published, isAccepted: true);
        told.In(Offers.Topic);
        return published;
    }

    /// <summary>Takes up the versions that this node does not know yet: another has published them.</summary>
    public static async Task CatchUp(this PerronDb db, ProcedureCatalogue catalogue)
    {
        var live = await db.Set<ProcedureVersion>().Where(version => version.Version >= ProcedureVersion.FirstEdition || version.AcceptedAt != null).Select(version => new { version.Slug, version.Version }).ToListAsync();
        foreach (var unknown in live.Where(one => catalogue.Find(one.Slug) is not null && catalogue.Exactly(one.Slug, one.Version) is null))
        {
            var version = await db.Set<ProcedureVersion>().AsNoTracking().SingleAsync(version => version.Slug == unknown.Slug && version.Version == unknown.Version);
            try
            {
                catalogue.Recall(ProcedureSource.FromJson(version.Source), version.AcceptedAt is not null);
            }
            catch (CatalogueFault)
            {
                // Told in the log at each start (KeepVersions); until it is mended the version of the file is shown.
            }
        }
    }

    // As at the opening of a procedure: nothing is put before the public that the commune has not confirmed, and what it confirmed is said.
    private static void Confirmed(Procedure published, AdoptedProcedure adopted)
    {
        var open = published.ToConfirm.Except(adopted.Confirmed?.Facts ?? []).ToList();
        if (!adopted.IsInPreparation && open.Count > 0)
        {
            throw new CatalogueFault(published.Source.Procedure.Name, 0, $"it is open to the public, and the commune has not confirmed: {Confirmation.Written(open)}", $"Confirm it in procedures.yaml of the commune (confirmed: [{Confirmation.Written(open)}]).");
        }

        if (adopted.Confirmed?.Unsaid(published) is { } unsaid)
        {
            throw new CatalogueFault(published.Source.Procedure.Name, 0, $"'{Confirmation.Written([unsaid])}' is confirmed, and nothing says it", "Write its text again.");
        }
    }

    // An edition says whose it is where rules are shown with their file.
    private static string NameOf(Procedure original, Commune commune) => $"{original.Source.Procedure.Name} ({commune.Name})";

    private static ProcedureVersion Keep(this PerronDb db, Procedure published, Instant now) => db.Add(new ProcedureVersion
    {
        Slug = published.Slug, Version = published.Version, Hash = published.Source.Hash, Source = published.Source.ToJson(), KeptAt = now,
    }).Entity;
}
