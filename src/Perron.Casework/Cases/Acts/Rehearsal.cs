using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Delivery;
using Perron.Platform.Storage;
using Perron.Procedures;
namespace Perron.Cases.Acts;

/// <summary>What the citizen would read of an act: the sentence on the page of the request, and what is sent.</summary>
public sealed record Rehearsed(string Sentence, IReadOnlyList<MessageProof> Messages);

/// <summary>
/// An act is done for real, what the citizen reads of it is read, and all of it is taken back.
/// So the preview cannot say anything else than the act itself.
/// </summary>
public sealed class Rehearsal(MessageProofs proofs)
{
    /// <summary>What the button "read it before" posts.</summary>
    public const string Act = "relire";

    private const string Before = "rehearsal";

    public static Task Begin(PerronDb db) => Transaction(db).CreateSavepointAsync(Before);

    /// <summary>After the act was saved: reads, and forgets that there was an act.</summary>
    public async Task<Rehearsed> TakeBack(PerronDb db, Case one, ProcedureCatalogue catalogue, Commune commune)
    {
        var messages = db.ChangeTracker.Entries<OutboxMessage>().Select(entry => entry.Entity).Where(message => message.StreamId == one.Id.Value && !message.IsCourtesy).ToList();
        db.ChangeTracker.Clear();
        var (after, unit) = ((await db.Open(db.Set<Case>(), one.Reference, catalogue))!, await db.UnitOf(one));
        var read = new Rehearsed(after.Sentence(one.Language, unit.Name.In(one.Language)), await proofs.Of(db, messages, commune));
        await Transaction(db).RollbackToSavepointAsync(Before);
        db.ChangeTracker.Clear();
        return read;
    }

    private static IDbContextTransaction Transaction(PerronDb db) => db.Database.CurrentTransaction ?? throw new InvalidOperationException("What changes a case is done in one transaction.");
}
