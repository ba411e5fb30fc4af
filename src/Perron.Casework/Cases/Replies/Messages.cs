using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.Running;
using Perron.Cases.Asking;
using Perron.Cases.Replies;
using Perron.Communes;
using Perron.Deadlines;
using Perron.Design;
using Perron.People;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases.Replies;

internal static class Messages
{
    /// <summary>Of what citizens write, and of what is answered to a second applicant, in signs.</summary>
    public const int LongestText = 5000;

    /// <summary>What a citizen writes to the service, and the files that go with it; what is wrong with either is said at its place. Until it is sent the files belong to the form, known by its key to nobody but this browser.</summary>
    public static async Task<(string Text, IReadOnlyList<string> Files)> Written(PerronDb db, PostedForm posted, Commune commune, ServiceUnit unit, FileDoor door, string language, Instant now)
    {
        var form = StreamId.From(posted.Key);
        var before = (await Uploads.Of(db, form)).Select(kept => kept.Id).ToList();
        var files = await Uploads.Take(posted, "fichiers", before, [], Uploads.Most, new(form, commune, unit.RunBy, door, db, language, now));
        await Drop(db, before.Except(files));
        var text = posted.Text("message").Or("");
        if (text.Length == 0 && files is [])
        {
            posted.Refuse("message", Words.Of(typeof(Messages)).In(language, "message-empty"));
        }

        if (text.Length > LongestText)
        {
            posted.Refuse("message", Words.Of(typeof(Messages)).In(language, "message-long", LongestText));
        }

        return (text, files);
    }

    /// <summary>Writes into the case. What an officer writes to the citizen answers all that waited for a reply.</summary>
    public static CaseMessage Add(PerronDb db, CaseFile file, MessageKind kind, OfficerId? officer, string text, Visitor by, Instant now, LocalDate? replyDueOn = null) =>
        Add(db, file, kind, officer, text, by.Actor, now, replyDueOn);

    /// <param name="actor">As in the timeline: "house" for what it says by itself.</param>
    public static CaseMessage Add(PerronDb db, CaseFile file, MessageKind kind, OfficerId? officer, string text, string actor, Instant now, LocalDate? replyDueOn = null)
    {
        var message = Add(db, file.Case, file.Stream, kind, officer, text, actor, now, replyDueOn);
        if (kind == MessageKind.FromOfficer)
        {
            Answered(file, now);
        }

        return message;
    }

    /// <summary>Without what lies in the folder: for what answers nothing.</summary>
    public static CaseMessage Add(PerronDb db, Case one, Stream story, MessageKind kind, OfficerId? officer, string text, string actor, Instant now, LocalDate? replyDueOn = null)
    {
        var message = new CaseMessage
        {
            CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Kind = kind, Officer = officer, Text = text, At = now, ReplyDueOn = replyDueOn,
        };
        db.Add(message);
        db.Add(story.Happened(new MessageWritten(message.Id.Value, kind.ToString()), now, actor, "demande", kind == MessageKind.InternalNote ? Visibility.Internal : Visibility.Public));
        one.ChangedAt = now;
        return message;
    }

    /// <summary>The citizen has heard from the service, in whatever way: nothing waits for a reply any more.</summary>
    public static void Answered(CaseFile file, Instant now)
    {
        foreach (var waiting in file.Messages.Where(message => message.AwaitsReply))
        {
            waiting.AnsweredAt = now;
        }
    }

    /// <summary>By when the service replies to what is written now.</summary>
    public static LocalDate ReplyDueOn(ServiceUnit unit, Commune commune, Instant now) =>
        ExpectedDate.Promise(commune.Local(now), unit.ReplyDays, daysAwaited: 0, commune.Calendar);

    /// <summary>Files that waited under an id of their own go with the message, and become files of the case.</summary>
    public static async Task Attach(PerronDb db, CaseMessage message, StreamId waited, IEnumerable<string> files)
    {
        var ids = files.Select(id => StoredFileId.From(Guid.Parse(id))).ToList();
        db.AddRange(ids.Select(id => new MessageFile { CommuneId = message.CommuneId, OrganisationId = message.OrganisationId, CaseId = message.CaseId, MessageId = message.Id, FileId = id }));
        await db.SaveChangesAsync();
        await db.Set<StoredFile>().Where(file => file.OwnerId == waited.Value && ids.Contains(file.Id)).ExecuteUpdateAsync(row => row.SetProperty(file => file.OwnerId, message.CaseId.Value));
    }

    /// <summary>What was chosen, and then taken away before it was sent, is gone.</summary>
    public static async Task Drop(PerronDb db, IEnumerable<string> files)
    {
        var ids = files.Select(id => StoredFileId.From(Guid.Parse(id))).ToList();
        if (ids.Count > 0)
        {
            await db.Set<StoredBytes>().Where(content => ids.Contains(content.FileId)).ExecuteDeleteAsync();
            await db.Set<StoredFile>().Where(file => ids.Contains(file.Id)).ExecuteDeleteAsync();
        }
    }

    /// <summary>What the citizen wrote has been seen by an officer.</summary>
    public static void ReadByOfficers(CaseFile file, Instant now)
    {
        foreach (var unread in file.Messages.Where(message => message is { Kind: MessageKind.FromCitizen, ReadAt: null }))
        {
            unread.ReadAt = now;
        }
    }

    /// <summary>How many messages of this kind nobody of the other side has seen, case by case.</summary>
    public static async Task<IReadOnlyDictionary<StreamId, int>> UnreadBy(PerronDb db, MessageKind kind, IReadOnlyList<StreamId> cases) =>
        await db.Set<CaseMessage>().Where(message => cases.Contains(message.CaseId) && message.Kind == kind && message.ReadAt == null)
            .GroupBy(message => message.CaseId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count);

    /// <summary>"1 nouveau message", "3 nouveaux messages".</summary>
    public static string CountInWords(int unread, string language) => Words.Of(typeof(Messages)).In(language, unread == 1 ? "talk-unread-one" : "talk-unread", unread);

    /// <summary>What the citizen reads: the service and a first name, never an internal note.</summary>
    public static async Task<IReadOnlyList<ThreadMessage>> ForCitizen(PerronDb db, CaseFile file, ServiceUnit unit, Commune commune, string language, Func<string, string?> href)
    {
        var names = await Names(db, file);
        var files = await Files(db, file, href);
        return [.. file.Messages.Where(message => message.Kind != MessageKind.InternalNote).Select(message => new ThreadMessage(
            message.Kind == MessageKind.FromCitizen ? Words.Of(typeof(Messages)).In(language, "you") : Author(unit, names, message.Officer, language),
            commune.Local(message.At).DateAndTime(language), message.Text, message.Kind == MessageKind.FromCitizen, [.. files[message.Id]],
            message is { Kind: MessageKind.FromOfficer, ReadAt: null }))];
    }

    /// <summary>The same thread as the officers read it: whole names, and theirs on their side.</summary>
    public static async Task<IReadOnlyList<ThreadMessage>> ForOfficer(PerronDb db, CaseFile file, IReadOnlyDictionary<OfficerId, string> names, Commune commune, string language, Instant now)
    {
        var files = await Files(db, file, id => $"/agent/dossiers/{file.Case.Reference}/fichier/{id}");
        return [.. file.Messages.Where(message => message.Kind != MessageKind.InternalNote).Select(message => new ThreadMessage(
            message.Officer is { } officer ? names.GetValueOrDefault(officer, "") : message.Kind == MessageKind.FromCitizen ? file.Case.ApplicantName : Words.Of(typeof(Messages)).In(language, "thread-by-itself"),
            commune.Local(message.At).DateAndTime(language), message.Text, message.Kind == MessageKind.FromOfficer, [.. files[message.Id]],
            message.Kind == MessageKind.FromCitizen && message.ReadAt == now))];
    }

    /// <summary>How the citizen sees who writes: the service, and a first name.</summary>
    public static string Author(ServiceUnit unit, IReadOnlyDictionary<OfficerId, string> names, OfficerId? officer, string language) =>
        officer is { } id && names.TryGetValue(id, out var name) ? $"{unit.Name.In(language)}, {name.Split(' ')[0]}" : unit.Name.In(language);

    private static async Task<ILookup<CaseMessageId, ThreadFile>> Files(PerronDb db, CaseFile file, Func<string, string?> href)
    {
        if (file.Messages.Count == 0)
        {
            return Array.Empty<ThreadFile>().ToLookup(_ => default(CaseMessageId));
        }

        var id = file.Case.Id;
        var rows = await db.Set<MessageFile>().AsNoTracking().Where(attached => attached.CaseId == id).ToListAsync();
        var known = (await Uploads.Shown(db, rows.Select(row => row.FileId.Value.ToString()))).ToDictionary(shown => shown.Id);
        return rows.Where(row => known.ContainsKey(row.FileId.Value.ToString())).ToLookup(row => row.MessageId, row => Shown(known[row.FileId.Value.ToString()]));

        ThreadFile Shown(UploadedFile stored) => new(stored.Name, stored.Size, href(stored.Id));
    }

    private static async Task<IReadOnlyDictionary<OfficerId, string>> Names(PerronDb db, CaseFile file)
    {
        var ids = file.Messages.Select(message => message.Officer).OfType<OfficerId>().Distinct().ToList();
        return await db.OfficerNames(ids);
    }
}
