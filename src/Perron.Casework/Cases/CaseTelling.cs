using NodaTime;
using Perron.Cases.Desk;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.Platform.Files;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Timeline;
namespace Perron.Cases;

/// <summary>Writes to the citizen in the name of the service, for somebody else than an officer: as an officer's own message, with files that are looked at like every other, and the same letter that says there is one.</summary>
public sealed class CaseTelling(FileDoor door, CaseLetters letters, ProcedureCatalogue catalogue, Changes changes)
{
    /// <summary>What became of it.</summary>
    public abstract record Outcome;

    public sealed record Told(CaseMessage Message, Case Case) : Outcome;

    /// <summary>Nobody reads the case: it is a task within the house.</summary>
    public sealed record NobodyReads : Outcome;

    public sealed record FileRefused(string Name, RefusalReason Why) : Outcome;

    public async Task<Outcome> Tell(PerronDb db, Case one, string text, IReadOnlyList<FileDoor.Sent> files, Visitor by, Commune commune, Instant now)
    {
        if (!one.HasReader || await db.Open(one, catalogue) is not { } file)
        {
            return new NobodyReads();
        }

        var waiting = StreamId.New();
        var taken = files.Count == 0 ? [] : await door.TakeAll(db, one.CommuneId, one.OrganisationId, files, AcceptedKinds.Evidence, waiting.Value, now);
        if (taken.Index().FirstOrDefault(outcome => outcome.Item is FileDoor.Refused) is { Item: FileDoor.Refused refused } place)
        {
            return new FileRefused(files[place.Index].Name, refused.Why);
        }

        var message = Messages.Add(db, file, MessageKind.FromOfficer, by.Officer, text, by, now);
        await Messages.Attach(db, message, waiting, taken.OfType<FileDoor.Stored>().Select(stored => $"{stored.File.Id.Value}"));
        db.Post(one, letters.Write(file, commune, "case-message", now));
        changes.In(one.Topic);
        changes.In(Inbox.Topic);
        return new Told(message, one);
    }
}
