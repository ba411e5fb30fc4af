using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Cases.SecondPart;
namespace Perron.Cases.Replies;

/// <summary>What the inbox says of the conversation of a case: messages nobody has seen, and the reply that was promised.</summary>
public sealed record WaitingTalk(int Unread, LocalDate? ReplyDueOn)
{
    public bool IsLate(LocalDate today) => ReplyDueOn < today;

    /// <summary>"1 nouveau message", "réponse promise pour le vendredi 27 novembre 2026"; null when there is nothing to say.</summary>
    public string? InWords(LocalDate today, string language) =>
        ReplyDueOn is { } due && IsLate(today) ? Words.Of(typeof(WaitingTalk)).In(language, "talk-late", due.LongDate(language))
        : Unread > 0 ? Messages.CountInWords(Unread, language)
        : ReplyDueOn is { } promised ? Words.Of(typeof(WaitingTalk)).In(language, "talk-due", promised.LongDate(language))
        : null;
}

internal static class WaitingTalks
{
    private const int MostLate = 20;

    /// <summary>For these lines of the inbox: only cases of which there is something to say.</summary>
    public static async Task<IReadOnlyDictionary<string, WaitingTalk>> Of(PerronDb db, IReadOnlyList<string> references)
    {
        var rows = await db.Set<CaseMessage>().Where(message => message.Kind == MessageKind.FromCitizen && (message.ReadAt == null || (message.ReplyDueOn != null && message.AnsweredAt == null)))
            .Join(db.Set<Case>().Where(one => references.Contains(one.Reference)), message => message.CaseId, one => one.Id,
                (message, one) => new { one.Reference, IsUnread = message.ReadAt == null, Due = message.AnsweredAt == null ? message.ReplyDueOn : null }).ToListAsync();
        rows.AddRange(await db.Set<OwnMessage>().Where(message => !message.IsFromService && (message.ReadAt == null || (message.ReplyDueOn != null && message.AnsweredAt == null)))
            .Join(db.Set<AwaitedParty>(), message => message.PartyId, party => party.Id, (message, party) => new { message, party.CaseId })
            .Join(db.Set<Case>().Where(one => references.Contains(one.Reference)), row => row.CaseId, one => one.Id,
                (row, one) => new { one.Reference, IsUnread = row.message.ReadAt == null, Due = row.message.AnsweredAt == null ? row.message.ReplyDueOn : null }).ToListAsync());
        return rows.GroupBy(row => row.Reference).ToDictionary(group => group.Key, group => new WaitingTalk(group.Count(row => row.IsUnread), group.Min(row => row.Due)));
    }

    /// <summary>Cases of these services whose reply is late, the oldest first.</summary>
    public static async Task<IReadOnlyList<string>> Late(PerronDb db, IReadOnlyList<ServiceUnitId> units, LocalDate today) =>
        [.. (await db.Set<CaseMessage>().Where(message => message.AnsweredAt == null && message.ReplyDueOn != null && message.ReplyDueOn < today)
            .Join(db.Set<Case>().Where(one => units.Contains(one.ServiceUnitId)), message => message.CaseId, one => one.Id, (message, one) => new { one.Reference, message.ReplyDueOn })
            .OrderBy(row => row.ReplyDueOn).Take(MostLate).ToListAsync()).Select(row => row.Reference).Distinct()];
}
