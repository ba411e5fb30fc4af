using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Communes;
using Perron.Crowding;
using Perron.Platform.Catalogue;
using Perron.Platform.Storage;
using Perron.Queues;
using Perron.Texts;
namespace Perron.Counters;

/// <summary>The halls a commune begins with: catalogue/communes/{slug}/halls.yaml. A hall that exists keeps what its administrators have made of it.</summary>
public static class HallFile
{
    public static async Task Load(PerronDb db, Commune commune, string catalogue, Instant now)
    {
        var file = Path.Combine(catalogue, "communes", commune.Slug, "halls.yaml");
        if (!File.Exists(file))
        {
            return;
        }

        var known = await db.Set<Hall>().Select(hall => hall.Slug).ToListAsync();
        foreach (var (slug, name, setup) in Read(YamlPart.Read(file, $"catalogue/communes/{commune.Slug}/halls.yaml")))
        {
            if (!known.Contains(slug))
            {
                var hall = db.Add(new Hall { CommuneId = commune.Id, Slug = slug, Name = name, Setup = setup.ToJson() }).Entity;
                if (commune.IsDemonstration)
                {
                    db.Add(HallDevice.OfDemonstration(commune.Id, hall.Id, now));
                }
            }
        }
    }

    public static IReadOnlyList<(string Slug, LocalText Name, HallSetup Setup)> Read(YamlPart yaml)
    {
        List<(string, LocalText, HallSetup)> halls = [.. yaml.Parts("halls").Select(part => One(part))];
        yaml.End();
        return halls;
    }

    private static (string, LocalText, HallSetup) One(YamlPart yaml)
    {
        var plan = new HallPlan
        {
            Queues = [.. yaml.Parts("queues").Select(Queue)], Desks = [.. yaml.Parts("counters").Select(Desk)], Reasons = [.. yaml.Parts("reasons").Select(Reason)],
            Calling = Calling(yaml.Part("calling")), Crowding = Thresholds(yaml.Part("crowding")), Remote = Remote(yaml.Part("remote")),
            TicketsADay = yaml.Optional("tickets-a-day") is null ? null : yaml.Number("tickets-a-day"),
        };
        var hall = (yaml.Text("slug"), yaml.Local("name"), new HallSetup
        {
            Place = yaml.Local("place", isOptional: true), Hours = CommuneFile.HoursOf(yaml.Part("hours") ?? throw yaml.Fault("'hours' is missing", "Write hours: { \"1\": [\"08:30-12:00\"] }, 1 being Monday.")), Plan = plan, Messages = yaml.LocalTexts("messages"), Openings = [.. yaml.Parts("openings").Select(Opening)],
            DemonstrationVisitors = yaml.Number("demonstration-visitors", 0),
        });
        Check(yaml, plan);
        yaml.End();
        return hall;
    }

    private static void Check(YamlPart yaml, HallPlan plan)
    {
        if (plan.Queues.FirstOrDefault(queue => queue.Letter.Length != 1 || !HallPlan.Letters.Contains(queue.Letter, StringComparison.Ordinal)) is { } odd)
        {
            throw yaml.Fault($"the letter of the queue '{odd.Code}' could be taken for another sign", $"Take one of {HallPlan.Letters}.", yaml.LineOf("queues"));
        }

        var named = plan.Desks.SelectMany(desk => desk.Queues).Concat(plan.Reasons.Select(reason => reason.Queue).OfType<string>());
        if (named.FirstOrDefault(queue => plan.Queue(queue) is null) is { } unknown)
        {
            throw yaml.Fault($"'{unknown}' is no queue of this hall", "Add it to 'queues', or correct its name.", yaml.LineOf("queues"));
        }

        if (plan.Queues.FirstOrDefault(queue => plan.Desks.All(desk => !desk.Queues.Contains(queue.Code))) is { } lost)
        {
            throw yaml.Fault($"no counter serves the queue '{lost.Code}'", "Name it in 'serves' of a counter.", yaml.LineOf("counters"));
        }
    }

    private static QueuePlan Queue(YamlPart yaml)
    {
        var queue = new QueuePlan(yaml.Text("code"), yaml.Text("letter"), yaml.Local("name"), yaml.Number("minutes"));
        yaml.End();
        return queue;
    }

    private static DeskPlan Desk(YamlPart yaml)
    {
        var desk = new DeskPlan(yaml.Text("code"), yaml.Texts("serves"), yaml.Local("way", isOptional: true));
        yaml.End();
        return desk;
    }

    private static ReasonPlan Reason(YamlPart yaml)
    {
        var reason = new ReasonPlan
        {
            Code = yaml.Text("code"), Name = yaml.Local("name"), Icon = yaml.Text("icon", ""), Queue = yaml.Optional("queue"), Question = yaml.Local("question", isOptional: true),
            WithoutIt = yaml.Local("without-it", isOptional: true), Bring = yaml.LocalTexts("bring"), Procedure = yaml.Optional("procedure"), Answer = yaml.Local("answer", isOptional: true),
        };
        if (reason.Queue is null && reason.Answer.IsEmpty)
        {
            throw yaml.Fault($"who comes for '{reason.Code}' is led nowhere", "Name its queue, or write the answer.");
        }

        yaml.End();
        return reason;
    }

    private static CallingPlan Calling(YamlPart? yaml)
    {
        var usual = new CallingPlan();
        var calling = yaml is null ? usual : new CallingPlan(
            yaml.Number("early-minutes", usual.EarlyMinutes), yaml.Number("late-minutes", usual.LateMinutes), yaml.Number("cap-minutes", usual.CapMinutes),
            yaml.Number("mobility-minutes", usual.MobilityMinutes), yaml.Number("parked-minutes", usual.ParkedMinutes));
        yaml?.End();
        return calling;
    }

    private static CrowdingThresholds Thresholds(YamlPart? yaml)
    {
        var usual = new CrowdingThresholds();
        var limits = yaml is null ? usual : new CrowdingThresholds(yaml.Number("moderate", (int)usual.Moderate), yaml.Number("busy", (int)usual.Busy), yaml.Number("very-busy", (int)usual.VeryBusy));
        yaml?.End();
        return limits;
    }

    private static RemotePlan Remote(YamlPart? yaml)
    {
        var usual = new RemotePlan();
        var remote = yaml is null ? usual : new RemotePlan(
            yaml.Number("most", usual.Most), yaml.Number("at-least-minutes", usual.AtLeastMinutes), yaml.Number("put-off-minutes", usual.PutOffMinutes), yaml.Number("put-off-times", usual.PutOffTimes));
        yaml?.End();
        return remote;
    }

    private static UsualOpening Opening(YamlPart yaml)
    {
        var opening = new UsualOpening(yaml.Text("counter"), [.. yaml.Texts("days").Select(day => int.Parse(day, System.Globalization.CultureInfo.InvariantCulture))], yaml.Text("from"), yaml.Text("until"));
        yaml.End();
        return opening;
    }
}
