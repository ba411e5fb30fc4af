using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Asking;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.Design;
using Perron.People;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases.SecondPart;

/// <summary>The conversation of a second applicant with the service, as each side reads it.</summary>
public static class OwnTalk
{
    /// <param name="Who">The second applicant.</param>
    /// <param name="MayWrite">Whether there is somebody to write to: who has answered with an account.</param>
    public sealed record Talk(string Who, bool MayWrite, IReadOnlyList<ThreadMessage> Messages, string? ReplyBy, bool IsReplyLate);

    internal static async Task<Talk?> ForOfficer(PerronDb db, CaseFile file, IReadOnlyDictionary<OfficerId, string> names, Commune commune, string language, Instant now)
    {
        if (file.CoApplicant is not { CitizenId: not null } party || party.CitizenId == file.Case.CitizenId)
        {
            return null;
        }

        var (who, messages) = (party.Who.In(language), await Of(db, party));
        var files = await Files(db, messages, id => $"/agent/dossiers/{file.Case.Reference}/fichier/{id}");
        return new(who, file.IsInCharge, [.. messages.Select(message => new ThreadMessage(
            message.IsFromService ? message.Officer is { } officer ? names.GetValueOrDefault(officer, "") : "" : who, commune.Local(message.At).DateAndTime(language), message.Text, message.IsFromService,
            [.. files[message.Id]], !message.IsFromService && message.ReadAt == now))],
            Due(messages)?.LongDate(language), Due(messages) < commune.Today(now));
    }

    internal static async Task<Talk> ForSecond(PerronDb db, AwaitedParty party, ServiceUnit unit, Commune commune, string language, Func<string, string?> href, Instant now)
    {
        var messages = await Of(db, party);
        var (names, files) = (await db.OfficerNames([.. messages.Select(message => message.Officer).OfType<OfficerId>().Distinct()]), await Files(db, messages, href));
        var shown = messages.Select(message => new ThreadMessage(
            message.IsFromService ? Messages.Author(unit, names, message.Officer, language) : Words.Of(typeof(OwnTalk)).In(language, "you"), commune.Local(message.At).DateAndTime(language), message.Text, !message.IsFromService,
            [.. files[message.Id]], message.IsFromService && message.ReadAt is null)).ToList();
        var id = party.Id;
        if (messages.Any(message => message.IsFromService && message.ReadAt is null))
        {
            await db.Set<OwnMessage>().Where(message => message.PartyId == id && message.IsFromService && message.ReadAt == null).ExecuteUpdateAsync(row => row.SetProperty(message => message.ReadAt, now));
        }

        return new(party.Who.In(language), true, shown, Due(messages)?.LongDate(language), Due(messages) < commune.Today(now));
    }

    /// <summary>What the second applicant wrote has been seen by an officer.</summary>
    internal static async Task ReadByOfficers(PerronDb db, CaseFile file, Instant now)
    {
        if (file.CoApplicant is { CitizenId: not null, Id: var id })
        {
            await db.Set<OwnMessage>().Where(message => message.PartyId == id && !message.IsFromService && message.ReadAt == null).ExecuteUpdateAsync(row => row.SetProperty(message => message.ReadAt, now));
        }
    }

    /// <summary>Whether a file of this owner came with such a message about this case.</summary>
    internal static Task<bool> Holds(PerronDb db, StreamId caseId, StreamId owner) =>
        db.Set<OwnMessage>().Where(message => message.Id == owner).Join(db.Set<AwaitedParty>(), message => message.PartyId, party => party.Id, (_, party) => party.CaseId).AnyAsync(id => id == caseId);

    private static async Task<List<OwnMessage>> Of(PerronDb db, AwaitedParty party) =>
        await db.Set<OwnMessage>().AsNoTracking().Where(message => message.PartyId == party.Id).OrderBy(message => message.At).ToListAsync();

    private static LocalDate? Due(List<OwnMessage> messages) => messages.Where(message => message is { ReplyDueOn: not null, AnsweredAt: null }).Min(message => message.ReplyDueOn);

    private static async Task<ILookup<StreamId, ThreadFile>> Files(PerronDb db, List<OwnMessage> messages, Func<string, string?> href)
    {
        var owners = messages.Select(message => message.Id.Value).ToList();
        var files = owners is [] ? [] : await db.Set<StoredFile>().AsNoTracking().Where(file => owners.Contains(file.OwnerId)).Select(file => new { file.Id, file.OwnerId, file.Name, file.Size }).ToListAsync();
        return files.ToLookup(file => StreamId.From(file.OwnerId), file => new ThreadFile(file.Name, Uploads.Size(file.Size), href(file.Id.Value.ToString())));
    }
}
